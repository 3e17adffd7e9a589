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
 *
 * Texts that come without anything to wait for leave as one: a chunk each would cost most of the time.
 */
export class ValueStream extends Readable {
  readonly #next: () => void
  readonly #return: () => Promise<unknown>
  readonly #write: ValueStreamParts['write']
  #first: Promise<IteratorResult<unknown>> | undefined
  /** A value has been asked for and isn't there. */
  #asking = false
  /** Written, and about to leave. */
  #text = ''
  #ended = false

  constructor({ iterator, first, opening, write }: ValueStreamParts) {
    super()
    const onResult = (result: IteratorResult<unknown>): void => this.#take(result)
    const onFailure = (error: unknown): void => this.#endWith(error)
    // Whoever reads decides when it runs, and must not decide whose call it belongs to.
    this.#next = AsyncResource.bind(() => {
      const next = this.#first ?? Promise.resolve(iterator.next())
      this.#first = undefined
      next.then(onResult, onFailure)
    })
    this.#return = AsyncResource.bind(async () => iterator.return?.())
    this.#write = write
    this.#first = first
    if (opening !== undefined) this.push(opening)
  }

  override _read(): void {
    if (this.#asking) return
    this.#asking = true
    try {
      this.#next()
    } catch (error) {
      this.#endWith(error)
    }
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#stop().then(
      () => callback(error),
      (failure: unknown) => callback(toError(failure)),
    )
  }

  #take(result: IteratorResult<unknown>): void {
    if (this.destroyed) return
    this.#asking = false
    if (result.done === true) {
      this.#ended = true
      this.#flush()
      this.push(null)
      return
    }
    try {
      this.#send(this.#write(result.value))
    } catch (error) {
      this.#fail(error)
    }
  }

  #send(chunk: string | Uint8Array): void {
    if (typeof chunk === 'string') this.#collect(chunk)
    else if (chunk.length > 0) {
      this.#flush()
      this.push(chunk)
      return
    }
    if (this.readableLength + this.#text.length < this.readableHighWaterMark) this._read()
  }

  /** A tick comes when nothing is left to run but what waits for something. */
  #collect(text: string): void {
    if (this.#text === '' && text !== '') process.nextTick(() => this.#flushInTurn())
    this.#text += text
  }

  /** A handler that never waits lets others have their turn after each full buffer. */
  #flushInTurn(): void {
    if (this.#text.length < this.readableHighWaterMark) this.#flush()
    else setImmediate(() => this.#flush())
  }

  #flush(): void {
    const text = this.#text
    if (text === '' || this.destroyed) return
    this.#text = ''
    this.push(text)
  }

  /** The iterator itself has failed: it has no more to stop. */
  #endWith(error: unknown): void {
    this.#ended = true
    this.#fail(error)
  }

  #fail(error: unknown): void {
    this.#flush()
    this.destroy(toError(error))
  }

  async #stop(): Promise<void> {
    if (!this.#ended) await this.#return()
  }
}

/** A handler may throw anything. */
function toError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('a stream failed', { cause: thrown })
}
