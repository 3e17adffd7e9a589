/**
 * The values that a handler returned one after the other: an async iterable, or an iterator such as a
 * generator's. `undefined` for everything else; arrays, sets and maps are values themselves.
 */
export function toAsyncIterable(value: object): AsyncIterable<unknown> | undefined {
  if (isAsyncIterable(value)) return value
  return isIterator(value) ? toAsync(value) : undefined
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value
}

function isIterator(value: object): value is IterableIterator<unknown> {
  return Symbol.iterator in value && 'next' in value && typeof value.next === 'function'
}

async function* toAsync(values: Iterable<unknown>): AsyncGenerator {
  yield* values
}
