import type { Exchange } from './exchange.js'

/**
 * What is behind an error: why the request was aborted, where a function that was given its signal
 * says no more than `AbortError`. Otherwise the error itself.
 */
export function abortReasonOf(error: unknown, { aborted }: Pick<Exchange, 'aborted'>): unknown {
  const told = error instanceof Error && error.name === 'AbortError'
  return told && aborted !== undefined ? aborted : error
}
