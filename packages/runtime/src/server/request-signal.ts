import type { ServerResponse } from 'node:http'

import { RequestError } from './request-error.js'

/** How long a call that has not begun to answer may go on undisturbed when the server shuts down. */
const GRACE_MS = 20_000

/**
 * The signal of one request: fires when its client leaves and when the server shuts down. Holds on to
 * nothing once the answer is over.
 *
 * @param shutdown fires when the server starts to shut down.
 */
export function createRequestSignal(
  res: ServerResponse,
  shutdown: AbortSignal | undefined,
): AbortController {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const stop = (): void =>
    controller.abort(new RequestError('shutting_down', 'the server is shutting down'))
  const onShutdown = (): void => {
    if (res.headersSent) stop()
    else timer = setTimeout(stop, GRACE_MS)
  }
  const onClose = (): void => {
    clearTimeout(timer)
    shutdown?.removeEventListener('abort', onShutdown)
    if (!res.writableFinished) controller.abort(clientGone())
  }
  if (res.destroyed) {
    onClose()
    return controller
  }
  res.once('close', onClose)
  if (shutdown?.aborted) onShutdown()
  else shutdown?.addEventListener('abort', onShutdown, { once: true })
  return controller
}

function clientGone(): RequestError {
  return new RequestError('client_gone', 'the client has left')
}
