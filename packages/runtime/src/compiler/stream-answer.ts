import type { IncomingMessage } from 'node:http'

import accepts from 'accepts'

import type { Answer, AnswerHeaders } from '../server/answer.js'
import { isServerSentEvent, writeServerSentEvent } from './server-sent-event.js'
import { toBytes } from './to-bytes.js'
import { toJson } from './to-json.js'
import { ValueStream } from './value-stream.js'

const EVENTS_TYPE = 'text/event-stream'
const LINES_TYPE = 'application/x-ndjson'

/** How a stream of values is written. */
interface StreamForm {
  readonly headers: AnswerHeaders
  readonly write: (value: unknown) => string | Uint8Array
}

const EVENTS: StreamForm = {
  // As FastAPI: caches and nginx would hold events back.
  headers: {
    'Content-Type': `${EVENTS_TYPE}; charset=utf-8`,
    'Cache-Control': 'no-cache',
    'X-Accel-Buffering': 'no',
  },
  write: writeServerSentEvent,
}
const LINES: StreamForm = {
  headers: { 'Content-Type': LINES_TYPE },
  write: (value) => `${toJson(value)}\n`,
}
const BYTES: StreamForm = {
  headers: { 'Content-Type': 'application/octet-stream' },
  write: toBytes,
}

/** How long a client that wants events waits for the first before it is told that they will come. */
const OPENING_MS = 1_000
const OPENING = ':\n\n'

/**
 * Streams what an async iterable yields: server-sent events where the client asks for them or the
 * first value is one, bytes where that is bytes, else NDJSON.
 *
 * Waits for the first value, so that what is thrown before it still becomes an answer. Rejects with
 * it.
 */
export async function toStreamAnswer(
  values: AsyncIterable<unknown>,
  status: number,
  req: IncomingMessage,
): Promise<Answer> {
  const iterator = values[Symbol.asyncIterator]()
  const first = iterator.next()
  const asked = asksForEvents(req)
  const result = await (asked ? withinOpening(first) : first)
  if (result === undefined) {
    // Only the stream that is made now can tell of its failure.
    const body = new ValueStream({ iterator, first, opening: OPENING, write: EVENTS.write })
    return { kind: 'answer', status, headers: EVENTS.headers, body }
  }
  const { headers, write } = asked ? EVENTS : formOf(result.value)
  return { kind: 'answer', status, headers, body: new ValueStream({ iterator, first, write }) }
}

/** Whether the client likes events better than lines; any form is meant by `*` and no `Accept`. */
export function asksForEvents(req: IncomingMessage): boolean {
  const { accept } = req.headers
  if (accept === undefined || !accept.toLowerCase().includes(EVENTS_TYPE)) return false
  return accepts(req).type([LINES_TYPE, EVENTS_TYPE]) === EVENTS_TYPE
}

function formOf(value: unknown): StreamForm {
  if (value instanceof Uint8Array) return BYTES
  return isServerSentEvent(value) ? EVENTS : LINES
}

async function withinOpening<T>(first: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), OPENING_MS)
  })
  return Promise.race([first, late]).finally(() => clearTimeout(timer))
}
