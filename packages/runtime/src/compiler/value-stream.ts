import { AsyncResource } from 'node:async_hooks'
import { Readable } from 'node:stream'

/** What a {@link ValueStream} is made of. */
export interface ValueStreamParts {
  readonly iterator: AsyncIterator<unknown>
  /** The first value, which has been asked for already. */
  readonly first: Promise<IteratorResult<unknown>>
  /** Sent before the first value. Defaults to nothing. */
  readonly opening?: string
  /** @throws TypeError where a value can't be sent, which breaks the answer off. */
  readonly write: (value: unknown) => string | Uint8Array
}

/**
 * Reads an async iterator as bytes. The next value is asked for when there is room for it; destroying
 * the stream calls the iterator's `return`, so that its `finally` runs.
 */
export class ValueStream extends Readable {
  readonly #next: () => Promise<IteratorResult<unknown>>
  readonly #return: () => Promise<unknown>
  readonly #write: ValueStreamParts['write']
  #first: Promise<IteratorResult<unknown>> | undefined
  #ended = false

  constructor({ iterator, first, opening, write }: ValueStreamParts) {
    super()
    // Whoever reads decides when it runs, and must not decide whose call it belongs to.
    this.#next = AsyncResource.bind(() => iterator.next())
    this.#return = AsyncResource.bind(async () => iterator.return?.())
    this.#write = write
    this.#first = first
    if (opening !== undefined) this.push(opening)
  }

  override _read(): void {
    this.#pull().catch((error: unknown) => {
      this.#ended = true
      this.destroy(toError(error))
    })
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#stop().then(
      () => callback(error),
      (failure: unknown) => callback(toError(failure)),
    )
  }

  async #pull(): Promise<void> {
    let chunk: string | Uint8Array = ''
    // An empty chunk would be taken for "nothing yet", and nobody would ask again.
    while (chunk.length === 0) {
      const result = await (this.#first ?? this.#next())
      this.#first = undefined
      if (this.destroyed) return
      if (result.done === true) {
        this.#ended = true
        this.push(null)
        return
      }
      chunk = this.#write(result.value)
    }
    this.push(chunk)
  }

  async #stop(): Promise<void> {
    if (!this.#ended) await this.#return()
  }
}

/** A handler may throw anything. */
function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('a stream failed', { cause: thrown })
}
