import { type Readable, Transform, type TransformCallback, pipeline } from 'node:stream'

import { ignoreErrors } from '../server/discard-body.js'

/**
 * Breaks a stream off where it isn't as long as was said of it: what is too much would be read as the
 * next answer on the connection, and what is missing would be taken from that. Its source is destroyed
 * then.
 *
 * @param length in bytes.
 */
export function assertLength(source: Readable, length: number): Readable {
  // Fails a second time where it can't be stopped, and by then nobody listens.
  ignoreErrors(source)
  return pipeline(source, new LengthCheck(length), () => undefined)
}

class LengthCheck extends Transform {
  readonly #length: number
  #passed = 0

  constructor(length: number) {
    super()
    this.#length = length
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#passed += chunk.length
    if (this.#passed <= this.#length) done(null, chunk)
    else done(this.#wrongLength('longer'))
  }

  override _flush(done: TransformCallback): void {
    done(this.#passed < this.#length ? this.#wrongLength('shorter') : null)
  }

  #wrongLength(comparison: string): Error {
    return new Error(
      `the body of the Response is ${comparison} than its Content-Length of ${this.#length}: leave the field out, also where it comes from an answer that was fetched`,
    )
  }
}
