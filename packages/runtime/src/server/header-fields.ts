import type { RequestHeaders } from '@portico/sdk'

import { valuesOf } from './raw-fields.js'

const NONE: readonly string[] = Object.freeze([])

/** What the fields are read from, such as an `IncomingMessage`: names and values in turn. */
interface RawHeaders {
  readonly rawHeaders: readonly string[]
}

/**
 * Reads header fields from Node's raw list, where a field sent twice can still be told apart. Reads
 * it anew each time: once credentials are removed, they aren't here either.
 */
export class HeaderFields implements RequestHeaders {
  readonly #source: RawHeaders

  constructor(source: RawHeaders) {
    this.#source = source
  }

  values(name: string): readonly string[] {
    return valuesOf(this.#source.rawHeaders, name) ?? NONE
  }
}
