import { type BodyLimits, limitsOf, tooDeep, tooManyItems, tooManyKeys } from './body-limits.js'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/**
 * Checks a JSON text against the limits in one pass, before it is parsed: parsing a million brackets
 * blocks the process far longer than counting them. A key that is written twice counts twice.
 *
 * Says nothing of a text that isn't JSON, except that it is too complex.
 *
 * @throws ValidationError with the type `too_complex`.
 */
export function assertSimpleJson(text: string, limits: BodyLimits): void {
  const { maxKeys, maxItems, maxDepth } = limitsOf(limits)
  // What the containers around the current one may still hold, and whether they are arrays. One long
  // function with numbers: it looks at each character of each body.
  const outer: number[] = []
  const arrays: boolean[] = []
  let left = 0
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at)
        break
      case OPEN_ARRAY:
      case OPEN_OBJECT: {
        if (outer.length >= maxDepth) throw tooDeep(maxDepth)
        const isArray = text.charCodeAt(at) === OPEN_ARRAY
        outer.push(left)
        arrays.push(isArray)
        at = skipSpace(text, at)
        left = isArray ? maxItems : maxKeys
        if (!isClosing(text.charCodeAt(at + 1))) left -= 1
        break
      }
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        left = outer.pop() ?? 0
        arrays.pop()
        // Nothing that JSON knows follows, so that parsing ends here as well.
        if (outer.length === 0) return
        break
      case COMMA:
        if (outer.length === 0) return
        left -= 1
    }
    if (left < 0) throw arrays.at(-1) === true ? tooManyItems(maxItems) : tooManyKeys(maxKeys)
  }
}

/** Most strings are short: a loop finds their end before a search has begun. */
const SHORT = 8

function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < start + SHORT) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) return at
    at += code === BACKSLASH ? 2 : 1
  }
  return endOfLongString(text, at)
}

/** A closing quote is one behind an even count of backslashes, none of them before `from`. */
function endOfLongString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end
    while (before > from && text.charCodeAt(before - 1) === BACKSLASH) before -= 1
    if ((end - before) % 2 === 0) return end
  }
  return text.length
}

/** The last of the spaces behind `at`; `at` where there are none. */
function skipSpace(text: string, at: number): number {
  let last = at
  while (isSpace(text.charCodeAt(last + 1))) last += 1
  return last
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function isClosing(code: number): boolean {
  return code === CLOSE_ARRAY || code === CLOSE_OBJECT
}
