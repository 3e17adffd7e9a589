import fc from 'fast-check'

/** A request to one of the endpoints of `handlers.ts`, or to none. */
export interface RandomRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const ROUTES = [
  ['GET', '/query'],
  ['GET', '/search'],
  ['GET', '/path/aa/2025-01-01'],
  ['GET', '/fields'],
  ['POST', '/order'],
  ['PUT', '/lines'],
  ['POST', '/members'],
  ['POST', '/loose'],
  ['POST', '/bytes'],
  ['POST', '/text'],
  ['POST', '/form'],
  ['POST', '/upload'],
  ['GET', '/stream'],
  ['GET', '/depends'],
  ['DELETE', '/limited'],
  ['POST', '/controller/lines'],
] as const

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

const WORDS = [
  '1',
  '-1',
  '4.5',
  'NaN',
  '1e999',
  'true',
  'off',
  'a',
  'b',
  '2025-01-31',
  '',
  'x',
] as const
const NASTY = [
  '%00',
  '%ff',
  '%',
  '%ud800',
  '+',
  '[]',
  '__proto__',
  'constructor',
  '9'.repeat(400),
] as const
const KEYS = [
  'x',
  'flag',
  'when',
  'big',
  'tag',
  'kind',
  'name',
  'size',
  'count',
  '__proto__',
  'a[b]',
] as const

const value = fc.oneof(fc.constantFrom(...WORDS, ...NASTY), fc.webQueryParameters({ size: '-1' }))
const search = fc
  .array(fc.tuple(fc.constantFrom(...KEYS), value), { maxLength: 8 })
  .map((pairs) => pairs.map(([key, text]) => `${key}=${text}`).join('&'))

const NAMES = ['mail', 'lines', 'child', 'kind', 'when', 'any', 'name', 'count', 'line'] as const
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom<string>(...NAMES) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'then', '') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)
const SCALARS = [
  'null',
  'true',
  '0',
  '-1',
  '5.5',
  '1e999',
  '9007199254740993',
  '"a@b.cd"',
  '"a"',
  '"\\ud800"',
]
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.oneof(
      fc.constantFrom(...SCALARS),
      fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
    ),
    fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(name, tie('json')), { maxLength: 5 })
      .map(
        (members) =>
          `{${members.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`,
      ),
  ),
}))

const BOUNDARY = 'xxBOUNDARYxx'
const part = fc
  .tuple(fc.constantFrom('file', 'name', '', '__proto__'), fc.boolean(), fc.string())
  .map(
    ([field, isFile, text]) =>
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${field}"${isFile ? '; filename="a.txt"' : ''}\r\n\r\n${text}\r\n`,
  )
const multipart = fc
  .tuple(fc.array(part, { maxLength: 4 }), fc.constantFrom(`--${BOUNDARY}--\r\n`, '', '--'))
  .map(([parts, end]) => parts.join('') + end)

const JSON_TYPE = 'application/json'

interface SentBody {
  readonly type: string
  readonly bytes: Buffer
}

function typed(type: string, texts: fc.Arbitrary<string>): fc.Arbitrary<SentBody> {
  return texts.map((text) => ({ type, bytes: Buffer.from(text) }))
}

const cut = fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1)))

const body: fc.Arbitrary<SentBody> = fc.oneof(
  { weight: 6, arbitrary: typed(JSON_TYPE, json) },
  { weight: 1, arbitrary: typed(JSON_TYPE, cut) },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 300 })
      .map((bytes) => ({ type: JSON_TYPE, bytes: Buffer.from(bytes) })),
  },
  { weight: 1, arbitrary: typed('text/plain', search) },
  { weight: 2, arbitrary: typed('application/x-www-form-urlencoded', search) },
  { weight: 2, arbitrary: typed(`multipart/form-data; boundary=${BOUNDARY}`, multipart) },
)

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })
}

const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=latin1',
  'application/x-www-form-urlencoded',
  `multipart/form-data; boundary=${BOUNDARY}`,
  'multipart/form-data',
  'text/plain',
  'application/octet-stream',
  ';;;',
] as const

const latin = fc.string({ unit: 'grapheme-ascii', maxLength: 30 })
const extra = fc.array(
  fc.tuple(
    fc.constantFrom(
      'accept',
      'cookie',
      'x-count',
      'if-none-match',
      'origin',
      'authorization',
      'range',
      'modal-key',
      'content-encoding',
      'x-http-method-override',
    ),
    fc.oneof(
      latin,
      value,
      fc.constantFrom(
        'text/event-stream',
        'application/problem+json',
        'size=4',
        'size=%FF;size',
        'gzip',
      ),
    ),
  ),
  { maxLength: 4 },
)

const route = fc.constantFrom(...ROUTES)

/** Requests that mostly reach an endpoint, with something in them that it doesn't expect. */
export const randomRequest: fc.Arbitrary<RandomRequest> = fc
  .record({
    route,
    method: rarely(fc.constantFrom(...METHODS)),
    tail: rarely(fc.webSegment()),
    search,
    other: rarely(fc.constantFrom(...TYPES)),
    extra,
    body,
  })
  .map(({ route: [verb, path], method, tail, search: query, other, extra: more, body: sent }) => ({
    method: method ?? verb,
    path: `${path}${tail === undefined ? '' : `/${tail}`}?${query}`.replaceAll(/[^!-~]/g, ''),
    headers: {
      ...Object.fromEntries(more.map(([field, text]) => [field, text.replaceAll(/[^ -~]/g, '')])),
      'content-type': other ?? sent.type,
    },
    body: sent.bytes,
  }))
