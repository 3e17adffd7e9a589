import { expect } from 'chai'
import { assert, constantFrom, integer, array, property } from 'fast-check'

import { createFailureThrottle } from './failure-throttle.js'

const MINUTE = 60_000

describe('createFailureThrottle', () => {
  /** A throttle of 100 failures a minute, at a moment that tests move. */
  function throttleAt(start: number, limitPerMinute = 100) {
    const clock = { time: start }
    const throttle = createFailureThrottle({ limitPerMinute, now: () => clock.time })
    return { clock, throttle }
  }

  function fail(throttle: { record(address: string): number | undefined }, times: number) {
    return Array.from({ length: times }, () => throttle.record('192.0.2.1')).at(-1)
  }

  it('allows as many failures as the limit, and not one more', () => {
    const { throttle } = throttleAt(0)
    expect(fail(throttle, 100)).to.equal(undefined)
    expect(fail(throttle, 1)).to.be.a('number')
    expect(throttle.record('192.0.2.2')).to.equal(undefined)
  })

  it('allows 100 where no limit is given', () => {
    const throttle = createFailureThrottle({ now: () => 0 })
    expect(fail(throttle, 100)).to.equal(undefined)
    expect(fail(throttle, 1)).to.be.a('number')
  })

  it('refuses every failure where none is allowed', () => {
    const { throttle } = throttleAt(0, 0)
    expect(fail(throttle, 1)).to.be.within(1, 120)
  })

  it('slides: failures count until they are a minute old, not until the clock strikes', () => {
    const { clock, throttle } = throttleAt(MINUTE - 1)
    fail(throttle, 100)
    clock.time = MINUTE + 1
    expect(fail(throttle, 2)).to.be.a('number')
    clock.time = 2 * MINUTE
    expect(fail(throttle, 99)).to.equal(undefined)
  })

  it('lets the minute before fade: half of it counts after half a minute', () => {
    const { clock, throttle } = throttleAt(0)
    fail(throttle, 100)
    clock.time = 1.5 * MINUTE
    expect(fail(throttle, 50)).to.equal(undefined)
    expect(fail(throttle, 1)).to.be.a('number')
  })

  it('forgets what is two minutes old, and copes with a clock that goes back', () => {
    const { clock, throttle } = throttleAt(10 * MINUTE)
    fail(throttle, 100)
    clock.time = 12 * MINUTE
    expect(fail(throttle, 100)).to.equal(undefined)
    clock.time = MINUTE
    expect(fail(throttle, 1)).to.equal(undefined)
  })

  it('says how long to wait: then a failure is allowed again, and a second earlier it is not', () => {
    assert(
      property(
        integer({ min: 1, max: 300 }),
        integer({ min: 0, max: MINUTE - 1 }),
        array(integer({ min: 0, max: 40_000 }), { maxLength: 6 }),
        (limit, start, pauses) => {
          const { clock, throttle } = throttleAt(start, limit)
          for (const pause of pauses) {
            fail(throttle, Math.ceil(limit / 2))
            clock.time += pause
          }
          while (fail(throttle, 1) === undefined);
          const wait = fail(throttle, 1) ?? 0
          const asked = clock.time
          clock.time = asked + (wait - 1) * 1000 - 1
          if (wait > 1) expect(fail(throttle, 1), 'too early').to.be.a('number')
          clock.time = asked + wait * 1000 + 1
          expect(fail(throttle, 1), 'after the wait').to.equal(undefined)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('counts a whole IPv6 /64 as one address, and different ones apart', () => {
    const { throttle } = throttleAt(0, 2)
    expect(throttle.record('2001:db8:1:2::1')).to.equal(undefined)
    expect(throttle.record('2001:db8:1:2:ffff::9')).to.equal(undefined)
    expect(throttle.record('2001:db8:1:2:3:4:5:6')).to.be.a('number')
    expect(throttle.record('2001:db8:1:3::1')).to.equal(undefined)
  })

  it('remembers a bounded number of addresses, the most recently seen ones', () => {
    const clock = { time: 0 }
    const throttle = createFailureThrottle({ limitPerMinute: 1, now: () => clock.time })
    throttle.record('first')
    throttle.record('seen again')
    // A million strangers: the last 100,000 addresses are known, and nothing of the others is.
    for (let index = 0; index < 1_000_000; index += 1) {
      throttle.record(`stranger ${index}`)
      if (index % 50_000 === 0) throttle.record('seen again')
    }
    expect(throttle.record('seen again')).to.be.a('number')
    expect(throttle.record('stranger 999999')).to.be.a('number')
    expect(throttle.record('stranger 900100')).to.be.a('number')
    expect(throttle.record('stranger 899000')).to.equal(undefined)
    expect(throttle.record('first')).to.equal(undefined)
  })
})

describe('An address of createFailureThrottle', () => {
  const SAME: readonly (readonly [string, string])[] = [
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9'],
    ['2001:db8:1:2::', '2001:db8:1:2:3:4:5:6'],
    ['::1', '::2'],
    ['2001:db8::1', '2001:db8:0:0:5::'],
    ['fe80::1%eth0', 'fe80::2%eth1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::192.0.2.2'],
  ]
  const DIFFERENT: readonly (readonly [string, string])[] = [
    ['192.0.2.1', '192.0.2.2'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['::1', '192.0.2.1'],
    ['::1', '1::'],
  ]

  function areOne([first, second]: readonly [string, string]): boolean {
    const throttle = createFailureThrottle({ limitPerMinute: 1, now: () => 0 })
    throttle.record(first)
    return throttle.record(second) !== undefined
  }

  for (const pair of SAME) {
    it(`is the same for ${pair.join(' and ')}`, () => expect(areOne(pair)).to.equal(true))
  }
  for (const pair of DIFFERENT) {
    it(`differs for ${pair.join(' and ')}`, () => expect(areOne(pair)).to.equal(false))
  }

  it('may be any text', () => {
    const throttle = createFailureThrottle({ now: () => 0 })
    const characters = array(constantFrom(...'0123456789abcdef:.%'), { maxLength: 45 })
    assert(
      property(characters, (chosen) => {
        expect(throttle.record(chosen.join(''))).to.satisfy(
          (wait: unknown) => wait === undefined || Number.isInteger(wait),
        )
      }),
    )
  })
})
