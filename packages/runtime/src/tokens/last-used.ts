import type { TokenStore } from './token-store.js'

/** Records when tokens were last used, off the request path. */
export interface LastUsedRecorder {
  /** Notes a use now. Costs a look-up in a map; never throws. */
  record(tokenId: string): void
  /** Writes what is noted and stops the clock. Nothing is recorded afterwards. */
  close(): Promise<void>
}

/** Options of {@link createLastUsedRecorder}. */
export interface LastUsedRecorderOptions {
  /** How long uses are collected before they are written, in ms. Defaults to a minute. */
  readonly intervalMs?: number
  /** The time, in ms since 1970. Defaults to the system's clock. */
  readonly now?: () => number
  /** Told of a failed write, whose uses are written with the next one. Defaults to nobody. */
  readonly onError?: (error: unknown) => void
}

/** Collects uses in memory and writes them at most once in `intervalMs`, at `close` the rest. */
export function createLastUsedRecorder(
  store: Pick<TokenStore, 'touch'>,
  options: LastUsedRecorderOptions = {},
): LastUsedRecorder {
  const { intervalMs = 60_000, now = Date.now, onError } = options
  let uses = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let closed = false

  function flush(): Promise<void> {
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  async function write(): Promise<void> {
    const written = uses
    if (written.size === 0) return
    uses = new Map()
    try {
      await store.touch(toDates(written))
    } catch (error) {
      onError?.(error)
      for (const [id, time] of written) if (!uses.has(id)) uses.set(id, time)
      startTimer()
    }
  }

  /** A process that has nothing else to do ends without waiting for this clock. */
  function startTimer(): void {
    if (!closed) timer ??= setTimeout(flush, intervalMs).unref()
  }

  return {
    record(tokenId) {
      if (closed) return
      uses.set(tokenId, now())
      startTimer()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await flush()
    },
  }
}

function toDates(uses: ReadonlyMap<string, number>): ReadonlyMap<string, Date> {
  return new Map([...uses].map(([id, time]) => [id, new Date(time)]))
}
