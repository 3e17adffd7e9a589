// Character by character: patterns take ten times as long for short tokens, and keep a place to go back
// to for each escape, which a long string has too many of.

const QUOTE = 0x22
const BACKSLASH = 0x5c
const MINUS = 0x2d
const PLUS = 0x2b
const DOT = 0x2e
const ZERO = 0x30
const ESCAPED = '"\\/bfnrt'
const LITERALS = ['true', 'false', 'null'] as const

/** Where the spaces end that begin at `at`. */
export function endOfSpace(text: string, at: number): number {
  let end = at
  while (isSpace(text.charCodeAt(end))) end += 1
  return end
}

/** Where a number, `true`, `false` or `null` ends that begins at `at`; `at` where none does. */
export function endOfScalar(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (isDigit(code) || code === MINUS) return endOfNumber(text, at)
  const literal = LITERALS.find((each) => text.startsWith(each, at))
  return at + (literal?.length ?? 0)
}

/** How a string in quotes ends. */
export interface StringEnd {
  /** Behind the closing quote, or where it stops being a string. */
  readonly end: number
  readonly fault?: 'unterminated' | 'unicode' | 'escape' | 'control'
}

/** Reads the string whose opening quote stands at `at`. */
export function readString(text: string, at: number): StringEnd {
  let end = at + 1
  while (end < text.length) {
    const code = text.charCodeAt(end)
    if (code === QUOTE) return { end: end + 1 }
    if (code < 0x20) return { end, fault: 'control' }
    if (code === BACKSLASH) {
      const isUnicode = text[end + 1] === 'u'
      const length = isUnicode ? lengthOfUnicode(text, end) : lengthOfEscape(text, end)
      if (length === 0) return { end, fault: isUnicode ? 'unicode' : 'escape' }
      end += length
    } else end += 1
  }
  return { end, fault: 'unterminated' }
}

function lengthOfEscape(text: string, at: number): number {
  const mark = text[at + 1]
  return mark !== undefined && ESCAPED.includes(mark) ? 2 : 0
}

function lengthOfUnicode(text: string, at: number): number {
  for (let digit = at + 2; digit < at + 6; digit += 1) {
    if (!isHexDigit(text.charCodeAt(digit))) return 0
  }
  return 6
}

function endOfNumber(text: string, at: number): number {
  const start = text.charCodeAt(at) === MINUS ? at + 1 : at
  const whole = text.charCodeAt(start) === ZERO ? start + 1 : endOfDigits(text, start)
  if (whole === start) return at
  const fraction = text.charCodeAt(whole) === DOT ? endOfDigits(text, whole + 1) : whole
  const end = fraction > whole + 1 ? fraction : whole
  return endOfExponent(text, end)
}

function endOfExponent(text: string, at: number): number {
  const mark = text[at]
  if (mark !== 'e' && mark !== 'E') return at
  const sign = text.charCodeAt(at + 1)
  const digits = sign === MINUS || sign === PLUS ? at + 2 : at + 1
  const end = endOfDigits(text, digits)
  return end > digits ? end : at
}

function endOfDigits(text: string, at: number): number {
  let end = at
  while (isDigit(text.charCodeAt(end))) end += 1
  return end
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= 0x39
}

function isHexDigit(code: number): boolean {
  return isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66)
}
