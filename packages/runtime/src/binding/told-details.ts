import type { ValidationDetail } from './validation-error.js'

/** How many failures one answer tells: as many as a ValidationError keeps. */
export const MAX_DETAILS = 100

/** How many characters of what was sent go back with all failures together, roughly. */
const MAX_INPUT_SIZE = 65_536

/** Adds failures to others, as many as are told at all: a body may hold a hundred thousand. */
export function addDetails(details: ValidationDetail[], more: Iterable<ValidationDetail>): void {
  for (const detail of more) {
    if (details.length >= MAX_DETAILS) return
    details.push(detail)
  }
}

/**
 * Leaves out inputs beyond 64 Ki characters: each missing field tells the whole object that lacks it,
 * so that a hundred of them would make an answer a hundred times as long as the request.
 */
export function withinSize(details: readonly ValidationDetail[]): readonly ValidationDetail[] {
  let left = MAX_INPUT_SIZE
  return details.slice(0, MAX_DETAILS).map((detail) => {
    const size = sizeWithin(detail.input, left)
    if (size === undefined) return { ...detail, input: null }
    left -= size
    return detail
  })
}

/** About how long the JSON of a value is; `undefined` beyond `limit`, after looking at no more of it. */
function sizeWithin(value: unknown, limit: number): number | undefined {
  let size = 0
  const open: unknown[] = [value]
  while (open.length > 0) {
    const next = open.pop()
    size += typeof next === 'string' ? next.length + 2 : 4
    if (size > limit) return undefined
    if (typeof next !== 'object' || next === null) continue
    for (const key in next) {
      size += key.length + 4
      if (size > limit) return undefined
      open.push(Reflect.get(next, key))
    }
  }
  return size
}
