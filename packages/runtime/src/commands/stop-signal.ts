import { EventEmitter, once } from 'node:events'
import { constants } from 'node:os'

/** Tells when to stop. */
export interface StopSignal {
  /** Resolves when somebody wants us to stop. */
  readonly requested: Promise<unknown>
  request(): void
}

const REQUEST = 'request'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Listens to signals: the first asks to stop, the second ends the process at once. */
export function listenForStop(): StopSignal {
  const requests = new EventEmitter()
  const requested = once(requests, REQUEST)
  const request = (): void => void requests.emit(REQUEST)
  let signals = 0
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      signals += 1
      if (signals > 1) process.exit(128 + constants.signals[signal])
      request()
    })
  }
  return { requested, request }
}
