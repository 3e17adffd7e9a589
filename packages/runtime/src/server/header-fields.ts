import type { RequestHeaders } from '@portico/sdk'

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
    const raw = this.#source.rawHeaders
    let found: string[] | undefined
    for (let at = 0; at + 1 < raw.length; at += 2) {
      const candidate = raw[at] ?? ''
      // Lengths first: most fields are told apart without lower-casing a name.
      if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue
      found ??= []
      found.push(raw[at + 1] ?? '')
    }
    return found ?? NONE
  }
}
