import type { IncomingMessage, ServerResponse } from 'node:http'

import { RequestError } from './request-error.js'

/**
 * Reads a whole request body, sending `100 Continue` first where the client waits for it.
 *
 * @throws RequestError `body_too_large` past `maxBytes`, as soon as that is known, and `bad_request`
 *   where the client has left.
 */
export async function readBody(
  req: IncomingMessage,
  res: ServerResponse,
  maxBytes: number,
): Promise<Buffer> {
  const declared = Number(req.headers['content-length'] ?? 0)
  if (declared > maxBytes) throw bodyTooLarge(maxBytes)
  sendContinue(req, res)
  return collect(req, maxBytes)
}

/** Requests that were told to go on with their body, or never will be. */
const continued = new WeakSet<IncomingMessage>()

/** Sends `100 Continue` where it is waited for, once somebody else starts to read the body. */
export function continueOnRead(req: IncomingMessage, res: ServerResponse): void {
  if (!awaitsContinue(req)) return
  req.on('newListener', (event) => {
    if (event === 'data' || event === 'readable') sendContinue(req, res)
  })
}

/** Discarding a body is no reason to ask for it. */
export function withholdContinue(req: IncomingMessage): void {
  continued.add(req)
}

/** Tells a client that waits for it to go on with its body. */
export function sendContinue(req: IncomingMessage, res: ServerResponse): void {
  if (!awaitsContinue(req) || res.headersSent) return
  continued.add(req)
  res.writeContinue()
}

/** Whether the client holds its body back until it is told to go on. */
export function awaitsContinue(req: IncomingMessage): boolean {
  return (
    req.headers.expect?.toLowerCase() === '100-continue' &&
    req.httpVersion === '1.1' &&
    !continued.has(req)
  )
}

function collect(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = (finish: () => void): void => {
      req.off('data', onData).off('end', onEnd).off('error', onError).off('close', onClose)
      finish()
    }
    const onData = (chunk: Buffer): void => {
      length += chunk.length
      if (length > maxBytes) settle(() => (req.pause(), reject(bodyTooLarge(maxBytes))))
      else chunks.push(chunk)
    }
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks, length)))
    const onError = (error: Error): void => settle(() => reject(error))
    const onClose = (): void =>
      settle(() => reject(new RequestError('bad_request', 'the request body was cut off')))
    // A client that left while something else was waited for: no event will come any more.
    if (req.destroyed) return onClose()
    req.on('data', onData).on('end', onEnd).on('error', onError).on('close', onClose)
  })
}

/** The body is larger than it may be. */
export function bodyTooLarge(maxBytes: number): RequestError {
  return new RequestError('body_too_large', `the request body is larger than ${maxBytes} bytes`)
}
