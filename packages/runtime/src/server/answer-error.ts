import type { Answer } from './answer.js'
import { toErrorAnswer, toMappedAnswer } from './error-answer.js'
import type { HttpExchange } from './http-exchange.js'
import type { ServerObserver } from './server-observer.js'

/**
 * Answers an error by `send`, as users' mappers say where one is for it. Where a mapper or `send`
 * throws, because the error itself carries header fields that can't be sent, the client gets the
 * answer that tells nothing.
 */
export async function answerError(
  error: unknown,
  exchange: HttpExchange,
  observer: ServerObserver,
  send: (answer: Answer) => void | Promise<void>,
): Promise<void> {
  let told = false
  const tell = (): void => {
    if (!told) observer.onError(error, exchange)
    told = true
  }
  try {
    const mapped = toMappedAnswer(error, exchange)
    // Somebody who says what an error is answered with expects it.
    if (mapped === undefined || mapped.status >= 500) tell()
    await send(mapped ?? toErrorAnswer(error, exchange))
  } catch (failure) {
    tell()
    observer.onError(failure, exchange)
    await send(toErrorAnswer(failure, exchange))
  }
}
