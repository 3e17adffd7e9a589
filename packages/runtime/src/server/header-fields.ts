import type { RequestHeaders } from '@portico/sdk'

const NONE: readonly string[] = Object.freeze([])

/** Reads header fields from Node's raw list, where a field sent twice can still be told apart. */
export class HeaderFields implements RequestHeaders {
  readonly #raw: readonly string[]

  /** @param raw names and values in turn, as in `IncomingMessage.rawHeaders`. */
  constructor(raw: readonly string[]) {
    this.#raw = raw
  }

  values(name: string): readonly string[] {
    let found: string[] | undefined
    for (let at = 0; at + 1 < this.#raw.length; at += 2) {
      const candidate = this.#raw[at] ?? ''
      // Lengths first: most fields are told apart without lower-casing a name.
      if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue
      found ??= []
      found.push(this.#raw[at + 1] ?? '')
    }
    return found ?? NONE
  }
}
