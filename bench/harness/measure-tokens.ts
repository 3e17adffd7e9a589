import { createTokenVerifier, openDatabase } from '@portico/runtime'

import { KNOWN_TOKENS, knownToken } from './fill-tokens.js'

/** What is printed of one database, as JSON. */
export interface TokenFigures {
  readonly 'build ms': number
  readonly 'build CPU ms': number
  readonly 'RSS MB': number
  /** The same ten credentials in turn. */
  readonly 'right secret µs': number
  /** As many in turn as are known, so that few of them are in the processor's cache. */
  readonly 'right, many in turn µs': number
  readonly 'wrong secret µs': number
  readonly 'unknown id µs': number
}

const LOOKUPS = 10_000
const ROUNDS = 100

const [url = ''] = process.argv.slice(2)
const rssBefore = process.memoryUsage().rss
const cpuBefore = process.cpuUsage()
const start = performance.now()
const database = await openDatabase(url)
const tokens = createTokenVerifier(database.tokenFeed())
const buildMs = performance.now() - start
const cpu = process.cpuUsage(cpuBefore)
const rss = process.memoryUsage().rss - rssBefore

const pairs = Array.from({ length: KNOWN_TOKENS }, (_, n) => knownToken(n))
const right = pairs.filter((pair) => tokens.verify(pair).ok)
const wrong = right.map(({ tokenId }) => ({ tokenId, tokenSecret: 'ws-wrong' + 'x'.repeat(34) }))
const unknown = right.map((pair) => ({ ...pair, tokenId: `${pair.tokenId}-` }))
assertAnswers()
// The first round of all pays for the compiler.
lookupMicros(right)

const figures: TokenFigures = {
  'build ms': Math.round(buildMs),
  'build CPU ms': Math.round((cpu.user + cpu.system) / 1e3),
  'RSS MB': Math.round(rss / 1e6),
  'right secret µs': lookupMicros(right.slice(0, 10)),
  'right, many in turn µs': lookupMicros(right),
  'wrong secret µs': lookupMicros(wrong.slice(0, 10)),
  'unknown id µs': lookupMicros(unknown.slice(0, 10)),
}
console.log(JSON.stringify(figures))
await database.close()

function assertAnswers(): void {
  const refused = [...wrong, ...unknown].every((pair) => !tokens.verify(pair).ok)
  if (right.length < 10 || !refused) throw new Error('The verifier answers wrongly')
}

/** Time of one look-up: the best of many short rounds, for what disturbs only adds. */
function lookupMicros(credentials: typeof right): number {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = performance.now()
    for (let lookup = 0; lookup < LOOKUPS; lookup += 1) {
      const pair = credentials[lookup % credentials.length]
      if (pair !== undefined) tokens.verify(pair)
    }
    best = Math.min(best, ((performance.now() - before) * 1e3) / LOOKUPS)
  }
  return Number(best.toFixed(3))
}
