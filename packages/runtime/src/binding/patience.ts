import { setTimeout as delay } from 'node:timers/promises'

/** Waits for calls, but not for ever. */
export interface Patience {
  /** Resolves when the call is over, when it took too long or where there is none. */
  over(call: Promise<unknown> | undefined): Promise<void>
  /** Waits no longer for those that are waited for now. */
  lose(): void
}

/** @param ms how long is waited for a call. */
export function createPatience(ms: number): Patience {
  const waiting = new Set<AbortController>()
  return {
    async over(call) {
      if (call === undefined) return
      const controller = new AbortController()
      waiting.add(controller)
      const late = delay(ms, undefined, { signal: controller.signal, ref: false })
      await Promise.race([call, late].map((each) => each.catch(() => undefined)))
      waiting.delete(controller)
      controller.abort()
    },
    lose() {
      for (const controller of waiting) controller.abort()
    },
  }
}
