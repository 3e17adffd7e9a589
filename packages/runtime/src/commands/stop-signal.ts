import { constants } from 'node:os'

/** Tells when to stop. */
export interface StopSignal {
  /** Resolves when somebody wants us to stop. */
  readonly requested: Promise<void>
  request(): void
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Listens to signals: the first asks to stop, the second ends the process at once. */
export function listenForStop(): StopSignal {
  let request = (): void => undefined
  const requested = new Promise<void>((resolve) => {
    request = resolve
  })
  let signals = 0
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      signals += 1
      if (signals > 1) process.exit(128 + constants.signals[signal])
      request()
    })
  }
  return { requested, request: () => request() }
}
