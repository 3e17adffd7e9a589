import { AsyncLocalStorage } from 'node:async_hooks'

import {
  type CallScope,
  type Defer,
  type DeferredWork,
  callScope,
  recordCallScope,
} from '@portico/sdk'

import { answerSent } from '../server/answer-sent.js'
import type { Exchange } from '../server/exchange.js'

/** How long work may go on at shutdown. */
const SHUTDOWN_MS = 30_000

/** What handlers have left for after their answers. */
export interface BackgroundWork {
  /** Makes `after()` work in a handler. */
  around<T>(handle: (exchange: Exchange) => T): (exchange: Exchange) => T
  /** Makes `after()` work in everything that `call` runs. */
  within<T>(exchange: Exchange, call: () => T): T
  /** Resolves to whether all of it is done; to `false` after 30 seconds. */
  finish(): Promise<boolean>
}

/** @param onError is told what work throws. */
export function createBackgroundWork(
  onError: (error: unknown, exchange: Exchange) => void,
): BackgroundWork {
  const running = new Set<Promise<void>>()
  const scope = sharedScope()

  function run(exchange: Exchange, before: Promise<void>, work: DeferredWork): Promise<void> {
    const done = before
      .then(work)
      .then(
        () => undefined,
        (error: unknown) => onError(error, exchange),
      )
      .finally(() => running.delete(done))
    running.add(done)
    return done
  }

  async function settle(): Promise<true> {
    // Work may leave more work.
    while (running.size > 0) await Promise.all(running)
    return true
  }

  function within<T>(exchange: Exchange, call: () => T): T {
    return scope.run(deferTo(exchange, run), call)
  }

  return {
    within,
    around: (handle) => (exchange) => within(exchange, () => handle(exchange)),
    async finish() {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), SHUTDOWN_MS)
      })
      return Promise.race([settle(), late]).finally(() => clearTimeout(timer))
    },
  }
}

type Run = (exchange: Exchange, before: Promise<void>, work: DeferredWork) => Promise<void>

/** Takes the work of one request, which runs one piece after the other. */
function deferTo(exchange: Exchange, run: Run): Defer {
  let last: Promise<void> | undefined

  async function settled(): Promise<void> {
    await answerSent(exchange.res)
    // Work may leave more work.
    let seen: Promise<void> | undefined
    while (seen !== last) {
      seen = last
      await seen
    }
  }

  return (work, order) => {
    if (order === 'last') void run(exchange, settled(), work)
    else last = run(exchange, last ?? answerSent(exchange.res), work)
  }
}

/** One for all runtimes of the process, since `after()` can't know which it is called in. */
function sharedScope(): CallScope {
  const shared = callScope()
  if (shared !== undefined) return shared
  const made = new AsyncLocalStorage<Defer>()
  recordCallScope(made)
  return made
}
