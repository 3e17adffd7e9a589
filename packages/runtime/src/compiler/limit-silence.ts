import { type Readable, Transform, type TransformCallback, pipeline } from 'node:stream'

import { ignoreErrors } from '../server/discard-body.js'
import { RequestError } from '../server/request-error.js'

/**
 * Breaks a stream off where nothing passes for `idleTimeoutMs`, whether its source is silent or its
 * reader has stopped. Its source is destroyed then.
 */
export function limitSilence(source: Readable, idleTimeoutMs: number): Readable {
  // Fails a second time where it can't be stopped, and by then nobody listens.
  ignoreErrors(source)
  return pipeline(source, new SilenceLimit(idleTimeoutMs), () => undefined)
}

class SilenceLimit extends Transform {
  readonly #timer: NodeJS.Timeout

  constructor(idleTimeoutMs: number) {
    super()
    this.#timer = setTimeout(() => this.destroy(tooSilent(idleTimeoutMs)), idleTimeoutMs)
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
