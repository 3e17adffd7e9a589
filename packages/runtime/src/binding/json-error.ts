import { endOfScalar, endOfSpace, readString } from './json-tokens.js'

/** Where and why a text isn't JSON. */
export interface JsonProblem {
  /** Count of characters before it. */
  readonly position: number
  /** In the words of Python's `json`, which FastAPI passes on. */
  readonly reason: string
}

/** What a JSON text may go on with. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'end'

const REASONS: Readonly<Record<Expected, string>> = {
  value: 'Expecting value',
  'value or ]': 'Expecting value',
  key: 'Expecting property name enclosed in double quotes',
  'key or }': 'Expecting property name enclosed in double quotes',
  ':': "Expecting ':' delimiter",
  ', or ]': "Expecting ',' delimiter",
  ', or }': "Expecting ',' delimiter",
  end: 'Extra data',
}

/**
 * Finds the first place where a text stops being JSON, in one pass and without recursion. Messages of
 * `JSON.parse` don't tell it.
 */
export function locateJsonError(text: string): JsonProblem {
  const open: string[] = []
  let expected: Expected = 'value'
  for (let at = 0; ;) {
    at = endOfSpace(text, at)
    const mark = text[at] ?? ''
    const next = afterMark(expected, mark, open)
    if (next !== undefined) {
      expected = next
      at += 1
      continue
    }
    const isText = mark === '"' && (isValue(expected) || isKey(expected))
    const end = isText ? endOfText(text, at) : isValue(expected) ? endOfScalar(text, at) : at
    if (typeof end === 'object') return end
    if (end === at) return problem(text, at, REASONS[expected])
    expected = isKey(expected) ? ':' : afterValue(open)
    at = end
  }
}

/** What follows a punctuation mark; `undefined` where it isn't expected. */
function afterMark(expected: Expected, mark: string, open: string[]): Expected | undefined {
  switch (mark) {
    case '[':
    case '{':
      if (!isValue(expected)) return undefined
      open.push(mark)
      return mark === '[' ? 'value or ]' : 'key or }'
    case ']':
      return expected === 'value or ]' || expected === ', or ]' ? close(open) : undefined
    case '}':
      return expected === 'key or }' || expected === ', or }' ? close(open) : undefined
    case ',':
      return expected === ', or ]' ? 'value' : expected === ', or }' ? 'key' : undefined
    case ':':
      return expected === ':' ? 'value' : undefined
    default:
      return undefined
  }
}

function close(open: string[]): Expected {
  open.pop()
  return afterValue(open)
}

function afterValue(open: readonly string[]): Expected {
  const innermost = open[open.length - 1]
  if (innermost === undefined) return 'end'
  return innermost === '[' ? ', or ]' : ', or }'
}

function isValue(expected: Expected): boolean {
  return expected === 'value' || expected === 'value or ]'
}

function isKey(expected: Expected): boolean {
  return expected === 'key' || expected === 'key or }'
}

function endOfText(text: string, at: number): number | JsonProblem {
  const { end, fault } = readString(text, at)
  if (fault === undefined) return end
  switch (fault) {
    case 'unterminated':
      return problem(text, at, 'Unterminated string starting at')
    case 'unicode':
      return problem(text, end + 1, 'Invalid \\uXXXX escape')
    case 'escape':
      return problem(text, end, 'Invalid \\escape')
    case 'control':
      return problem(text, end, 'Invalid control character at')
  }
}

function problem(text: string, at: number, reason: string): JsonProblem {
  return { position: countCodePoints(text, at), reason }
}

/** Python counts code points; a pattern would make a list of all pairs, of a body that was sent to be slow. */
function countCodePoints(text: string, end: number): number {
  let count = end
  for (let at = 1; at < end; at += 1) {
    if (!isHalf(text, at, 0xdc00) || !isHalf(text, at - 1, 0xd800)) continue
    count -= 1
  }
  return count
}

/** Whether a character is half a surrogate pair, of the 1,024 that begin at `first`. */
function isHalf(text: string, at: number, first: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === first
}
