import { isReplayable, type OutgoingRequest } from './outgoing-request.js'
import { readRetryAfterMs } from './retry-after.js'
import { wait } from './wait.js'

/** How often and how long a client waits for a server that asks it to. */
export interface RetryOptions {
  /** How often a request is sent again after a 429 or 503. Defaults to 3; 0 is never. */
  readonly maxRetries?: number
  /**
   * The longest wait that is obeyed; an answer that asks for more is returned at once. Defaults to
   * 30000.
   */
  readonly maxRetryWaitMs?: number
  /**
   * Sends `POST` and `PATCH` again, too: for servers that answer 429 and 503 only before they did
   * anything. Defaults to `false`.
   */
  readonly retryEveryMethod?: boolean
}

/** Sends one request and resolves to its answer. */
export type Send = (request: OutgoingRequest) => Promise<Response>

/** Methods that do the same twice as once (RFC 9110, 9.2.2). */
const IDEMPOTENT: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])

/**
 * Sends a request, and again after 429 and 503 when the answer tells by `Retry-After` how long to
 * wait. Without it nothing is sent again, nor where that might do something twice.
 */
export async function sendWithRetries(
  request: OutgoingRequest,
  send: Send,
  options: RetryOptions,
): Promise<Response> {
  const { maxRetries = 3, maxRetryWaitMs = 30_000, retryEveryMethod = false } = options
  const isSafe = isReplayable(request) && (retryEveryMethod || IDEMPOTENT.has(request.method))
  let left = isSafe ? maxRetries : 0
  for (;;) {
    const response = await send(request)
    const waitMs = left > 0 ? retryWaitMs(response) : undefined
    if (waitMs === undefined || waitMs > maxRetryWaitMs) return response
    await response.body?.cancel()
    await wait(waitMs, request.signal)
    left -= 1
  }
}

function retryWaitMs({ status, headers }: Response): number | undefined {
  return status === 429 || status === 503 ? readRetryAfterMs(headers, Date.now()) : undefined
}
