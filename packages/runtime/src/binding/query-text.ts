/** Values by name, in the order in which they were sent. */
export type TextValues = ReadonlyMap<string, readonly string[]>

/** Parses a query string as Python's `parse_qsl` does: nothing in it is an error. */
export function parseQuery(search: string): TextValues {
  const values = new Map<string, string[]>()
  if (search === '') return values
  for (const pair of search.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = decode(at === -1 ? pair : pair.slice(0, at))
    add(values, name, at === -1 ? '' : decode(pair.slice(at + 1)))
  }
  return values
}

/** Parses `Cookie` headers; a name sent twice takes the last, as in FastAPI. */
export function parseCookies(headers: readonly string[]): TextValues {
  const values = new Map<string, string[]>()
  for (const pair of headers.flatMap((header) => header.split(';'))) {
    const at = pair.indexOf('=')
    if (at === -1) continue
    const value = pair
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1')
    add(values, pair.slice(0, at).trim(), decodePercent(value))
  }
  return values
}

/** Values as the object that `@QueryParams()` gives: a string, or an array where there are more. */
export function toRecord(values: TextValues): Record<string, string | readonly string[]> {
  // Without a prototype, so that no name means anything but itself.
  const record: Record<string, string | readonly string[]> = Object.create(null)
  for (const [name, sent] of values) {
    if (name === '__proto__' || name === 'constructor') continue
    const [first, second] = sent
    record[name] = second === undefined && first !== undefined ? first : sent
  }
  return record
}

function add(values: Map<string, string[]>, name: string, value: string): void {
  const sent = values.get(name)
  if (sent === undefined) values.set(name, [value])
  else sent.push(value)
}

function decode(text: string): string {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text)
}

function decodePercent(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return decodeLeniently(text)
  }
}

/** Malformed escapes stay as they are, bytes that aren't UTF-8 become U+FFFD: as in Python. */
function decodeLeniently(text: string): string {
  return text.replace(/(%[0-9A-Fa-f]{2})+/g, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}
