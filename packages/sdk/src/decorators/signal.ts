import { recordParameter } from '../endpoints/parameter-registry.js'
import { assertCalled } from './assert-called.js'
import { toHandlerTarget } from './decorator-target.js'

/**
 * Injects an `AbortSignal` that fires when nobody waits for the work any more: the endpoint's
 * `timeoutMs` or `idleTimeoutMs` is over, the client has left, or the server shuts down. At shutdown
 * an answer that has begun is told at once, any other call after 20 seconds, if it still runs then.
 *
 * @example
 * search(q: string, @Signal() signal: AbortSignal) {
 *   return fetch(`https://search.example.com/?q=${encodeURIComponent(q)}`, { signal })
 * }
 */
export function Signal(): ParameterDecorator {
  assertCalled('Signal', [...arguments])
  return (prototype, name, index) => {
    const { target, handler } = toHandlerTarget('@Signal()', prototype, name)
    recordParameter(target, handler, { kind: 'signal', index })
  }
}
