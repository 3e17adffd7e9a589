/** Seconds, or a date in the form that RFC 9110 tells senders to write. */
const SECONDS = /^\d{1,10}$/
const DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * For how long an answer asks to wait, in milliseconds; `undefined` where it doesn't say so in a
 * form of RFC 9110. A date is measured against the server's own clock where the answer tells it.
 *
 * @param now milliseconds since 1970, by this machine's clock.
 */
export function readRetryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (SECONDS.test(value)) return Number(value) * 1000
  const until = toTime(value)
  return until === undefined ? undefined : Math.max(0, until - (toTime(headers.get('date')) ?? now))
}

function toTime(value: string | null): number | undefined {
  const time = value !== null && DATE.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}
