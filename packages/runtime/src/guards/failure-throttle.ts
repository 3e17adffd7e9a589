/** Options of {@link createFailureThrottle}. */
export interface FailureThrottleOptions {
  /** Failures an address may have within a minute. Defaults to 100. */
  readonly limitPerMinute?: number
  /** Addresses that are remembered; the least recently seen go first. Defaults to 100,000. */
  readonly maxAddresses?: number
  /** Milliseconds since any fixed moment. Defaults to `Date.now`. */
  readonly now?: () => number
}

/** Counts failures by address. It is asked about failures only, so it never stops a good caller. */
export interface FailureThrottle {
  /**
   * Counts one more failure.
   *
   * @returns whole seconds to wait where there were too many; `undefined` where not.
   */
  record(address: string): number | undefined
}

/** Failures of one address in this minute and the one before it. */
interface Counts {
  window: number
  current: number
  previous: number
}

const WINDOW_MS = 60_000

/**
 * Makes a throttle with a sliding window of a minute: the minute before counts in proportion to how
 * much of it still lies within the window. Memory is bounded, whatever strangers send.
 */
export function createFailureThrottle(options: FailureThrottleOptions = {}): FailureThrottle {
  const { limitPerMinute = 100, maxAddresses = 100_000, now = Date.now } = options
  const byAddress = new Map<string, Counts>()
  // Kept, since a new iterator would step over everything that was ever deleted, each time.
  const leastRecentlySeen = byAddress.keys()

  return {
    record(address) {
      const key = toThrottleKey(address)
      const time = now()
      const counts = advance(byAddress.get(key), Math.floor(time / WINDOW_MS))
      // Deleting first moves the address to the end, where the most recently seen are.
      byAddress.delete(key)
      byAddress.set(key, counts)
      if (byAddress.size > maxAddresses) byAddress.delete(leastRecentlySeen.next().value ?? '')

      const elapsed = (time % WINDOW_MS) / WINDOW_MS
      const inWindow = counts.current + counts.previous * (1 - elapsed)
      if (inWindow >= limitPerMinute) return secondsUntilFree(counts, limitPerMinute, time)
      counts.current += 1
      return undefined
    },
  }
}

/** An IPv6 client usually has a whole /64 to itself, so that is what counts as one address. */
function toThrottleKey(address: string): string {
  if (!address.includes(':')) return address
  const [unzoned = ''] = address.split('%')
  const [head = '', tail] = unzoned.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length)
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...rest]
  return `${all.slice(0, 4).join(':')}::/64`
}

function advance(counts: Counts | undefined, window: number): Counts {
  if (counts === undefined) return { window, current: 0, previous: 0 }
  if (counts.window === window) return counts
  const previous = counts.window === window - 1 ? counts.current : 0
  return { window, current: 0, previous }
}

function secondsUntilFree({ current, previous }: Counts, limit: number, time: number): number {
  const untilNextWindow = WINDOW_MS - (time % WINDOW_MS)
  // Within this minute the previous one fades; if that can't be enough, this one has to fade too.
  const faded = current < limit && previous > 0 ? (limit - current) / previous : 0
  const wait =
    current < limit
      ? untilNextWindow - faded * WINDOW_MS
      : untilNextWindow + (1 - limit / Math.max(1, current)) * WINDOW_MS
  return Math.max(1, Math.ceil(wait / 1000))
}
