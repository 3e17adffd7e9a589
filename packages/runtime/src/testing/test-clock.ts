/** The time of a test runtime. It stands still until it is moved. */
export interface TestClock {
  /** Milliseconds since 1970. Starts at the system's time. */
  now(): number
  /** Moves the time forwards: tokens expire, and wrong secrets are forgotten. */
  advance(ms: number): void
}

/** Makes a clock that nothing but its owner moves. */
export function createTestClock(): TestClock {
  let time = Date.now()
  return {
    now: () => time,
    advance(ms) {
      if (!(ms >= 0 && Number.isFinite(ms)))
        throw new TypeError('The clock only goes forwards: give it milliseconds')
      time += ms
    },
  }
}
