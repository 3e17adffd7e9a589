import { type Readable, Transform, type TransformCallback, pipeline } from 'node:stream'

import { ignoreErrors } from '../server/discard-body.js'

/** @throws TypeError where a value of a stream of bytes is neither bytes nor text. */
export function toBytes(value: unknown): string | Uint8Array {
  if (typeof value === 'string' || value instanceof Uint8Array) return value
  throw new TypeError('A stream of bytes yielded something else: yield objects from the beginning')
}

/**
 * Makes a stream in object mode safe to send: Node's response throws on an object where nobody can
 * catch it. The source is destroyed with the result.
 */
export function toByteStream(source: Readable): Readable {
  ignoreErrors(source)
  return pipeline(source, new ByteCheck({ writableObjectMode: true }), () => undefined)
}

class ByteCheck extends Transform {
  override _transform(chunk: unknown, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      done(null, toBytes(chunk))
    } catch (error) {
      done(error instanceof Error ? error : undefined)
    }
  }
}
