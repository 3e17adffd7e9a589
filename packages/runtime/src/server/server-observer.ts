import type { HttpExchange } from './http-exchange.js'

/** Is told what happens to requests, for the log. Must not throw. */
export interface ServerObserver {
  /** Guard, binding or handler threw; the client gets an answer. */
  onError(error: unknown, exchange: HttpExchange): void
  /** The answer has been sent, or the client has left. Left out where nobody wants to know. */
  readonly onAnswered?: ((exchange: HttpExchange) => void) | undefined
}

/** Tells the observer when the exchange is over. Costs nothing where it doesn't want to know. */
export function watchAnswer(exchange: HttpExchange, { onAnswered }: ServerObserver): void {
  if (onAnswered === undefined) return
  exchange.startedAt = performance.now()
  exchange.res.once('close', () => onAnswered(exchange))
}
