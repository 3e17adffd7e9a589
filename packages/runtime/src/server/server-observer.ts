import type { HttpExchange } from './http-exchange.js'

/** Is told what happens to requests, for the log. Must not throw. */
export interface ServerObserver {
  /** Guard, binding or handler threw; the client gets an answer. */
  onError(error: unknown, exchange: HttpExchange): void
  /** The answer has been sent, or the client has left. */
  onAnswered(exchange: HttpExchange): void
}
