import { setTimeout as sleep } from 'node:timers/promises'

import { isBusy } from './sqlite-error.js'

/**
 * Does `work` again until no other connection is in its way, or `timeoutMs` have passed.
 *
 * SQLite's own busy timeout would stop this process, requests included, while it waits.
 */
export async function retryWhileBusy<T>(timeoutMs: number, work: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
      await sleep(5 + Math.random() * 20)
    }
  }
}
