import type { Answer } from './answer.js'
import { toErrorAnswer } from './error-answer.js'
import type { HttpExchange } from './http-exchange.js'
import type { ServerObserver } from './server-observer.js'

/**
 * Answers an error by `send`. Where that throws, because the error itself carries header fields that
 * can't be sent, the client gets the answer that tells nothing.
 */
export async function answerError(
  error: unknown,
  exchange: HttpExchange,
  observer: ServerObserver,
  send: (answer: Answer) => void | Promise<void>,
): Promise<void> {
  observer.onError(error, exchange)
  try {
    await send(toErrorAnswer(error, exchange))
  } catch (unsendable) {
    observer.onError(unsendable, exchange)
    await send(toErrorAnswer(unsendable, exchange))
  }
}
