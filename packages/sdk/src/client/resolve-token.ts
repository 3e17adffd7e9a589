import { TokenPair } from '../auth/token-pair.js'
import { ClientError } from './client-error.js'
import { readEnvironmentToken } from './environment-token.js'

/** A proxy token to send. Neither half: that of the environment. */
export interface TokenOptions {
  /** Id of a proxy token, `wk-…`. Defaults to `PORTICO_PROXY_TOKEN_ID`. */
  readonly tokenId?: string | undefined
  /** Secret of the proxy token, `ws-…`. Defaults to `PORTICO_PROXY_TOKEN_SECRET`. */
  readonly tokenSecret?: string | undefined
}

/** What a header can hold, and what a token can be. */
const ID = /^wk-[\x21-\x7e]+$/
const SECRET = /^ws-[\x21-\x7e]+$/

/**
 * The token to send: the one given, else that of the environment. The halves never come from
 * different places.
 *
 * @throws ClientError
 */
export function resolveToken(options: TokenOptions): TokenPair {
  const given = options.tokenId !== undefined || options.tokenSecret !== undefined
  const names = given ? OPTION_NAMES : VARIABLE_NAMES
  const { tokenId, tokenSecret } = given ? options : readEnvironmentToken()
  if (tokenId === undefined || tokenSecret === undefined) {
    throw new ClientError('missing_token', missing({ tokenId, tokenSecret }, names))
  }
  assertHalf(ID, tokenId, names.tokenId, 'wk-, such as wk-1234abcd')
  assertHalf(SECRET, tokenSecret, names.tokenSecret, 'ws-')
  return new TokenPair(tokenId, tokenSecret)
}

const OPTION_NAMES = { tokenId: 'tokenId', tokenSecret: 'tokenSecret' }
const VARIABLE_NAMES = {
  tokenId: 'PORTICO_PROXY_TOKEN_ID',
  tokenSecret: 'PORTICO_PROXY_TOKEN_SECRET',
}

function missing({ tokenId, tokenSecret }: TokenOptions, names: typeof OPTION_NAMES): string {
  if (tokenId === undefined && tokenSecret === undefined) {
    return 'There is no proxy token to send: set PORTICO_PROXY_TOKEN_ID and PORTICO_PROXY_TOKEN_SECRET, or give tokenId and tokenSecret'
  }
  const lacking = tokenId === undefined ? names.tokenId : names.tokenSecret
  const present = tokenId === undefined ? names.tokenSecret : names.tokenId
  return `A proxy token has two halves: set ${lacking} beside ${present}`
}

/** The value isn't repeated: who has swapped the halves has put the secret where the id belongs. */
function assertHalf(pattern: RegExp, value: string, name: string, begins: string): void {
  if (pattern.test(value)) return
  throw new ClientError(
    'invalid_token',
    `${name} is not half of a proxy token: it has to begin with ${begins}, and to hold no space or line break`,
  )
}
