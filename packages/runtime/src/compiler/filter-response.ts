import { Readable } from 'node:stream'

import type { ResponseFilter } from '../answers/compile-response-model.js'
import { isServerSentEvent } from './server-sent-event.js'
import { toAsyncIterable } from './value-iterable.js'

/**
 * Filters what a handler returned: a value, or a stream value by value. A `Response`, bytes and streams
 * of bytes have no properties that could be told, and go out as they are.
 *
 * @param asksForEvents whether a stream goes out as events whatever its first value is.
 */
export function filterResponse(
  value: unknown,
  filter: ResponseFilter,
  asksForEvents: boolean,
): unknown {
  if (typeof value !== 'object' || value === null) return filter(value)
  if (value instanceof Response || isBytes(value)) return value
  const values = toAsyncIterable(value)
  return values === undefined ? filter(value) : filterEach(values, filter, asksForEvents)
}

/** Streams of Node and the web are iterable too. */
function isBytes(value: object): boolean {
  return value instanceof Uint8Array || value instanceof Readable || value instanceof ReadableStream
}

/** Not a generator, whose `return` would wait for a value that may never come. */
function filterEach(
  values: AsyncIterable<unknown>,
  filter: ResponseFilter,
  asksForEvents: boolean,
): AsyncIterable<unknown> {
  let asEvents: boolean | undefined = asksForEvents || undefined
  const iterator = values[Symbol.asyncIterator]()
  const stop = async (): Promise<IteratorResult<unknown>> => {
    await iterator.return?.()
    return { done: true, value: undefined }
  }
  const next = async (): Promise<IteratorResult<unknown>> => {
    const result = await iterator.next()
    if (result.done === true) return result
    // In a line of NDJSON nothing is an event.
    asEvents ??= isServerSentEvent(result.value)
    const filterOne = asEvents ? filterEvent : filterValue
    try {
      return { done: false, value: await filterOne(result.value, filter) }
    } catch (error) {
      await stop()
      throw error
    }
  }
  return { [Symbol.asyncIterator]: () => ({ next, return: stop }) }
}

/** Bytes have no properties. */
function filterValue(value: unknown, filter: ResponseFilter): Promise<unknown> {
  return value instanceof Uint8Array ? Promise.resolve(value) : filter(value)
}

/** Of an event, its data is what the model describes; text, such as `[DONE]`, has no properties. */
async function filterEvent(value: unknown, filter: ResponseFilter): Promise<unknown> {
  if (!isServerSentEvent(value)) return filterValue(value, filter)
  const { data } = value
  return typeof data === 'object' && data !== null ? { ...value, data: await filter(data) } : value
}
