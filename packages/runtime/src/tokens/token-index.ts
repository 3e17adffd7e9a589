import type { PrincipalReach } from '@portico/sdk'

import type { TokenColumns, TokenDetails, TokenSink } from './token-feed.js'

/** What the index tells of a token besides its digest and expiry. */
export interface IndexedDetails {
  readonly name: string
  readonly disabled: boolean
  readonly reach: PrincipalReach | undefined
}

/** Slot of no token; its digest is what a secret is compared with where the id is unknown. */
export const NO_TOKEN = 0

const DIGEST_BYTES = 32
const PLAIN: IndexedDetails = { name: '', disabled: false, reach: undefined }

/** Every token, packed: a million of them take some 150 MB and one look-up in a map. */
export class TokenIndex implements TokenSink {
  /** Slots by id, counted from 1. */
  readonly #slots = new Map<string, number>()
  readonly #details = new Map<number, IndexedDetails>()
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

  /** Name, limits and whether the token is disabled. */
  detailsAt(slot: number): IndexedDetails {
    return this.#details.get(slot) ?? PLAIN
  }

  clear(): void {
    this.#slots.clear()
    this.#details.clear()
    this.#free = []
    this.#used = 1
  }

  put({ ids, digests, expiresAtMs }: TokenColumns): void {
    this.#reserve(this.#used + ids.length)
    for (const [index, id] of ids.entries()) {
      const slot = this.#slotFor(id)
      const start = index * DIGEST_BYTES
      this.#digests.set(digests.subarray(start, start + DIGEST_BYTES), slot * DIGEST_BYTES)
      this.#expiresAtMs[slot] = expiresAtMs[index] ?? -Infinity
    }
  }

  describe(id: string, details: TokenDetails): void {
    const slot = this.slotOf(id)
    if (slot !== NO_TOKEN) this.#details.set(slot, toIndexedDetails(details))
  }

  remove(id: string): void {
    const slot = this.slotOf(id)
    if (slot === NO_TOKEN) return
    this.#slots.delete(id)
    this.#details.delete(slot)
    this.#free.push(slot)
  }

  /** The slot of a token that is there, emptied of details, or a new one. */
  #slotFor(id: string): number {
    const known = this.#slots.get(id)
    if (known !== undefined) {
      this.#details.delete(known)
      return known
    }
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

function toIndexedDetails({
  name,
  disabled,
  environments,
  endpoints,
}: TokenDetails): IndexedDetails {
  if (environments === undefined && endpoints === undefined) {
    return { name, disabled, reach: undefined }
  }
  const reach = {
    environments: environments && new Set(environments),
    endpoints: endpoints && new Set(endpoints),
  }
  return { name, disabled, reach }
}
