import { setTimeout as delay } from 'node:timers/promises'

/** Why a call didn't come to its end. */
export interface Failure {
  readonly error: unknown
}

/** Waits for calls, but not for ever. */
export interface Patience {
  /**
   * Resolves when the call is over, when it took too long or where there is none: to its failure,
   * which it also is to take too long.
   */
  over(call: Promise<unknown> | undefined): Promise<Failure | undefined>
  /** Waits no longer for those that are waited for now. */
  lose(): void
}

/** @param ms how long is waited for a call. */
export function createPatience(ms: number): Patience {
  const waiting = new Set<AbortController>()
  return {
    async over(call) {
      if (call === undefined) return undefined
      const controller = new AbortController()
      waiting.add(controller)
      const late = delay(ms, undefined, { signal: controller.signal, ref: false })
      const failure = await Promise.race([failureOf(call), late.then(tooLate, tooLate)])
      waiting.delete(controller)
      controller.abort()
      return failure
    },
    lose() {
      for (const controller of waiting) controller.abort()
    },
  }
}

async function failureOf(call: Promise<unknown>): Promise<Failure | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    return { error }
  }
}

function tooLate(): Failure {
  return { error: new Error('the handler was still at work when it was no longer waited for') }
}
