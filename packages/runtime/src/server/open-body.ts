import type { IncomingMessage, ServerResponse } from 'node:http'
import { addAbortSignal, Readable } from 'node:stream'

import { ignoreErrors } from './discard-body.js'
import { bodyTooLarge, sendContinue } from './read-body.js'
import { RequestError } from './request-error.js'

/** What {@link openBody} reads from. */
export interface BodySource {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  /** Ends the stream when nobody waits for the answer any more. */
  readonly signal: AbortSignal
}

/**
 * Opens a request body as a stream, which is read no faster than its reader. It fails with a
 * RequestError past `maxBytes` and where the client leaves, and ends with the answer at the latest.
 *
 * @throws RequestError `body_too_large` where the client says so beforehand.
 */
export function openBody(source: BodySource, maxBytes: number): Readable {
  const declared = Number(source.req.headers['content-length'] ?? 0)
  if (declared > maxBytes) throw bodyTooLarge(maxBytes)
  const stream = new BodyStream(source, maxBytes)
  // Who doesn't read it must not be ended by its failure.
  ignoreErrors(stream)
  addAbortSignal(source.signal, stream)
  OPEN.set(source.req, stream)
  source.res.once('close', () => closeBody(source.req))
  return stream
}

const OPEN = new WeakMap<IncomingMessage, BodyStream>()

/** Lets go of what nobody will read any more of a body that was opened. */
export function closeBody(req: IncomingMessage): void {
  OPEN.get(req)?.leave()
}

class BodyStream extends Readable {
  readonly #source: BodySource
  readonly #maxBytes: number
  #length = 0
  #reading = false

  constructor(source: BodySource, maxBytes: number) {
    super()
    this.#source = source
    this.#maxBytes = maxBytes
  }

  override _read(): void {
    const { req, res } = this.#source
    if (this.#reading) {
      req.resume()
      return
    }
    this.#reading = true
    sendContinue(req, res)
    // A client that left while something else was waited for: no event will come any more.
    if (req.destroyed && !req.readableEnded) return this.#onClose()
    req.on('data', this.#onData).on('end', this.#onEnd)
    req.on('error', this.#onClose).on('close', this.#onClose)
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const { req } = this.#source
    req.off('data', this.#onData).off('end', this.#onEnd)
    req.off('error', this.#onClose).off('close', this.#onClose)
    if (this.#reading && !req.readableEnded) req.pause()
    done(error)
  }

  /** Ends it, and lets the connection go on to the next request. */
  leave(): void {
    this.destroy()
    if (this.#reading) this.#source.req.resume()
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#length += chunk.length
    if (this.#length > this.#maxBytes) this.destroy(bodyTooLarge(this.#maxBytes))
    else if (!this.push(chunk)) this.#source.req.pause()
  }

  readonly #onEnd = (): void => {
    this.push(null)
  }

  readonly #onClose = (): void => {
    if (this.#source.req.readableEnded) return
    this.destroy(new RequestError('bad_request', 'the request body was cut off'))
  }
}
