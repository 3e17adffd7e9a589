const REDACTED = '[redacted]'
/** How Node's `util.inspect` asks an object, known to every copy of it by this name. */
const INSPECT = Symbol.for('nodejs.util.inspect.custom')

/** Both halves of a proxy token. */
export interface ProxyCredentials {
  readonly tokenId: string
  readonly tokenSecret: string
}

/**
 * Both halves of a proxy token. Whatever prints it, be it a log, an error, JSON or `console.log`,
 * writes `[redacted]` for the secret; only reading `tokenSecret` tells it.
 */
export class TokenPair implements ProxyCredentials {
  readonly tokenId: string
  readonly #tokenSecret: string

  constructor(tokenId: string, tokenSecret: string) {
    this.tokenId = tokenId
    this.#tokenSecret = tokenSecret
  }

  get tokenSecret(): string {
    return this.#tokenSecret
  }

  toString(): string {
    return `${this.tokenId}.${REDACTED}`
  }

  toJSON(): object {
    return { tokenId: this.tokenId, tokenSecret: REDACTED }
  }

  [INSPECT](): object {
    return this.toJSON()
  }
}
