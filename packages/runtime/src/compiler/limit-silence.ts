import { type Readable, Transform, type TransformCallback, pipeline } from 'node:stream'

import { ignoreErrors } from '../server/discard-body.js'
import { RequestError } from '../server/request-error.js'

/**
 * Breaks a stream off where nothing passes for `idleTimeoutMs`, whether its source is silent or its
 * reader has stopped. Its source is destroyed then.
 *
 * @param giveUp is told of it.
 */
export function limitSilence(
  source: Readable,
  idleTimeoutMs: number,
  giveUp: (reason: Error) => void,
): Readable {
  // Fails a second time where it can't be stopped, and by then nobody listens.
  ignoreErrors(source)
  const limit = new SilenceLimit(idleTimeoutMs, (reason) => {
    limit.destroy(reason)
    giveUp(reason)
  })
  return pipeline(source, limit, () => undefined)
}

class SilenceLimit extends Transform {
  readonly #timer: NodeJS.Timeout

  constructor(idleTimeoutMs: number, onSilence: (reason: Error) => void) {
    super()
    this.#timer = setTimeout(() => onSilence(tooSilent(idleTimeoutMs)), idleTimeoutMs)
  }

  override _transform(chunk: unknown, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#timer.refresh()
    done(null, chunk)
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    clearTimeout(this.#timer)
    callback(error)
  }
}

function tooSilent(idleTimeoutMs: number): RequestError {
  return new RequestError('timeout', `the stream was silent for ${idleTimeoutMs} ms`)
}
