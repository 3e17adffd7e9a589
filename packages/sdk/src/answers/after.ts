/** Work that is left until an answer is over. A promise is waited for. */
export type DeferredWork = () => unknown

/**
 * Takes the work that one call leaves for later: after what was left before, or `last`, when nothing
 * else is left.
 */
export type Defer = (work: DeferredWork, order?: 'last') => void

/** Knows which call runs: an `AsyncLocalStorage`, which the runtime brings. */
export interface CallScope {
  getStore(): Defer | undefined
  run<T>(defer: Defer, call: () => T): T
}

/** Shared by every copy of this package in one process. */
const KEY = Symbol.for('@portico/sdk:calls')

/**
 * Does some work after the answer: once it is sent, or its client has left, whether the handler
 * succeeded or not. Work of one request runs in the order in which it was left. What it throws goes to
 * the log; `runtime.close()` waits for it, at most 30 seconds.
 *
 * @throws Error where no request runs that it could belong to.
 * @example
 * signUp(user: User) {
 *   after(() => sendWelcome(user))
 *   return { ok: true }
 * }
 */
export function after(work: DeferredWork): void {
  if (typeof work !== 'function') throw new TypeError('after() takes a function: after(() => …)')
  const defer = callScope()?.getStore()
  if (defer === undefined) {
    throw new Error('Call after() in a handler or in middleware, or in what they call')
  }
  defer(work)
}

/** What knows which call runs; `undefined` where no runtime has brought it. */
export function callScope(): CallScope | undefined {
  return Reflect.get(globalThis, KEY)
}

/** Brings what knows which call runs, for the whole process. */
export function recordCallScope(scope: CallScope): void {
  Reflect.set(globalThis, KEY, scope)
}
