import { usageError } from './command-error.js'

const UNIT_MS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
])

const MAX_DURATION_MS = 100 * 365 * 86_400_000

/** Reads a duration such as `90d` into milliseconds. */
export function readDuration(flag: string, text: string): number {
  const [, digits, unit = ''] = /^(\d{1,10})([smhdw])$/.exec(text) ?? []
  const milliseconds = Number(digits) * (UNIT_MS.get(unit) ?? Number.NaN)
  if (milliseconds > 0 && milliseconds <= MAX_DURATION_MS) return milliseconds
  throw usageError(
    `${flag} must be a duration such as 90d (s, m, h, d or w; at most 100 years), not ${JSON.stringify(text)}.`,
  )
}

/** How far a moment is from now, in the largest unit that fits, such as `in 90d` and `3h ago`. */
export function toRelativeTime(moment: Date, now: Date = new Date()): string {
  const distance = moment.getTime() - now.getTime()
  const [unit = 's', size = 1_000] =
    [...UNIT_MS].findLast(([name, ms]) => name !== 'w' && Math.abs(distance) >= ms) ?? []
  const count = Math.round(Math.abs(distance) / size)
  return distance < 0 ? `${count}${unit} ago` : `in ${count}${unit}`
}
