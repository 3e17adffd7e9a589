import type { TokenColumns, TokenLimits, TokenSink } from './token-feed.js'

/** Slot of no token; its digest is what a secret is compared with where the id is unknown. */
export const NO_TOKEN = 0

const DIGEST_BYTES = 32
const NO_LIMITS: TokenLimits = { disabled: false, reach: undefined }

/** Every token, packed: a million of them take less than 200 MB and one look-up in a map. */
export class TokenIndex implements TokenSink {
  /** Slots by id, counted from 1. */
  readonly #slots = new Map<string, number>()
  /** Empty names have no entry. */
  readonly #names = new Map<number, string>()
  readonly #limits = new Map<number, TokenLimits>()
  #digests = Buffer.alloc(DIGEST_BYTES)
  #expiresAtMs = new Float64Array(1)
  #free: number[] = []
  #used = 1

  /** How many tokens there are. */
  get size(): number {
    return this.#slots.size
  }

  /** Where the token is kept; {@link NO_TOKEN} where the id is unknown. */
  slotOf(id: string): number {
    return this.#slots.get(id) ?? NO_TOKEN
  }

  /** SHA-256 of the token's secret. Zeros for {@link NO_TOKEN}. */
  digestAt(slot: number): Buffer {
    return this.#digests.subarray(slot * DIGEST_BYTES, (slot + 1) * DIGEST_BYTES)
  }

  /** When the token expires, in ms since 1970; `Infinity` is never. */
  expiresAtMs(slot: number): number {
    return this.#expiresAtMs[slot] ?? -Infinity
  }

  /** The token's name; empty where it has none. */
  nameAt(slot: number): string {
    return this.#names.get(slot) ?? ''
  }

  /** What the token may not do. */
  limitsAt(slot: number): TokenLimits {
    return this.#limits.get(slot) ?? NO_LIMITS
  }

  clear(): void {
    this.#slots.clear()
    this.#names.clear()
    this.#limits.clear()
    this.#free = []
    this.#used = 1
  }

  put({ ids, digests, expiresAtMs, names, limits }: TokenColumns): void {
    this.#reserve(this.#used + ids.length)
    for (const [index, id] of ids.entries()) {
      const slot = this.#slotFor(id)
      const start = index * DIGEST_BYTES
      this.#digests.set(digests.subarray(start, start + DIGEST_BYTES), slot * DIGEST_BYTES)
      this.#expiresAtMs[slot] = expiresAtMs[index] ?? -Infinity
      setOrDelete(this.#names, slot, names?.[index] || undefined)
      setOrDelete(this.#limits, slot, limits?.[index])
    }
  }

  remove(id: string): void {
    const slot = this.slotOf(id)
    if (slot === NO_TOKEN) return
    this.#slots.delete(id)
    this.#free.push(slot)
  }

  #slotFor(id: string): number {
    const known = this.#slots.get(id)
    if (known !== undefined) return known
    const slot = this.#free.pop() ?? this.#used++
    this.#slots.set(id, slot)
    return slot
  }

  #reserve(slots: number): void {
    if (slots <= this.#expiresAtMs.length) return
    const capacity = Math.max(slots, Math.ceil(this.#expiresAtMs.length * 1.5))
    const digests = Buffer.alloc(capacity * DIGEST_BYTES)
    digests.set(this.#digests)
    this.#digests = digests
    const expiresAtMs = new Float64Array(capacity)
    expiresAtMs.set(this.#expiresAtMs)
    this.#expiresAtMs = expiresAtMs
  }
}

function setOrDelete<V>(map: Map<number, V>, key: number, value: V | undefined): void {
  if (value !== undefined) map.set(key, value)
  else if (map.size > 0) map.delete(key)
}
