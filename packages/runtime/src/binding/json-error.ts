/** Where and why a text isn't JSON. */
export interface JsonProblem {
  /** Count of characters before it. */
  readonly position: number
  /** In the words of Python's `json`, which FastAPI passes on. */
  readonly reason: string
}

/** A token: a text, a number, a word or a punctuation mark, with the space before it. */
const TOKEN =
  /[ \t\n\r]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{}:,])|)/y

interface Token {
  readonly kind: 'text' | 'value' | 'end' | '[' | ']' | '{' | '}' | ':' | ','
  readonly at: number
}

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

/** Finds the first place where a text stops being JSON; messages of `JSON.parse` don't tell it. */
export function locateJsonError(text: string): JsonProblem {
  const open: ('[' | '{')[] = []
  let expected: Expected = 'value'
  TOKEN.lastIndex = 0
  for (;;) {
    const token = readToken(text)
    const next = follow(expected, token.kind, open)
    if (next === undefined) return problemAt(text, token.at, expected)
    expected = next
  }
}

function readToken(text: string): Token {
  const [, string, value, mark] = TOKEN.exec(text) ?? []
  const length = (string ?? value ?? mark ?? '').length
  const at = TOKEN.lastIndex - length
  if (string !== undefined) return { kind: 'text', at }
  if (value !== undefined) return { kind: 'value', at }
  return { kind: isMark(mark) ? mark : 'end', at }
}

function isMark(mark: string | undefined): mark is '[' | ']' | '{' | '}' | ':' | ',' {
  return mark !== undefined
}

/** What may come after a token; `undefined` where the token itself isn't expected. */
function follow(
  expected: Expected,
  kind: Token['kind'],
  open: ('[' | '{')[],
): Expected | undefined {
  const wantsValue = expected === 'value' || expected === 'value or ]'
  const wantsKey = expected === 'key' || expected === 'key or }'
  const closes =
    (kind === ']' && (expected === 'value or ]' || expected === ', or ]')) ||
    (kind === '}' && (expected === 'key or }' || expected === ', or }'))

  if (closes) {
    open.pop()
    return afterValue(open)
  }
  if (wantsValue && (kind === '[' || kind === '{')) {
    open.push(kind)
    return kind === '[' ? 'value or ]' : 'key or }'
  }
  if (wantsValue && (kind === 'text' || kind === 'value')) return afterValue(open)
  if (wantsKey && kind === 'text') return ':'
  if (expected === ':' && kind === ':') return 'value'
  if (kind === ',' && expected === ', or ]') return 'value'
  if (kind === ',' && expected === ', or }') return 'key'
  return undefined
}

function afterValue(open: readonly ('[' | '{')[]): Expected {
  const innermost = open.at(-1)
  if (innermost === undefined) return 'end'
  return innermost === '[' ? ', or ]' : ', or }'
}

function problemAt(text: string, at: number, expected: Expected): JsonProblem {
  const isText =
    text[at] === '"' && expected !== 'end' && !expected.startsWith(',') && expected !== ':'
  const reason = isText ? 'Unterminated or invalid string starting at' : REASONS[expected]
  // Python counts code points.
  return { position: [...text.slice(0, at)].length, reason }
}
