/** An HTTP answer as it came over the wire. */
export interface RawAnswer {
  /** Such as `HTTP/1.1 401 Unauthorized`. */
  readonly statusLine: string
  readonly status: number
  /** Fields in the order and spelling in which they were sent. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Values of a field, joined with `, `; `undefined` where it wasn't sent. Any case. */
  header(name: string): string | undefined
  /** Transfer coding removed. */
  readonly body: string
}

/** An answer and how many characters of the input it took. */
export interface ReadAnswer {
  readonly answer: RawAnswer
  readonly length: number
}

/**
 * Reads the first answer in `text`; `undefined` where it is not complete yet. An interim answer such
 * as `100 Continue` counts as one.
 *
 * @param ended whether more can come, since some bodies end with the connection.
 */
export function readAnswer(text: string, method: string, ended: boolean): ReadAnswer | undefined {
  const headEnd = text.indexOf('\r\n\r\n')
  if (headEnd === -1) return undefined
  const [statusLine = '', ...lines] = text.slice(0, headEnd).split('\r\n')
  const status = Number(statusLine.split(' ')[1])
  const headers = lines.map(toField)
  const header = (name: string): string | undefined => {
    const values = headers.filter(([sent]) => sent.toLowerCase() === name.toLowerCase())
    return values.length === 0 ? undefined : values.map(([, value]) => value).join(', ')
  }
  const start = headEnd + 4
  const body = readBody(text.slice(start), { status, method, ended, header })
  if (body === undefined) return undefined
  const answer = { statusLine, status, headers, header, body: body.text }
  return { answer, length: start + body.length }
}

function toField(line: string): readonly [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon), line.slice(colon + 1).trim()]
}

interface BodyFacts {
  readonly status: number
  readonly method: string
  readonly ended: boolean
  header(name: string): string | undefined
}

interface ReadBody {
  readonly text: string
  readonly length: number
}

function readBody(rest: string, facts: BodyFacts): ReadBody | undefined {
  const { status, method, ended, header } = facts
  if (status < 200 || status === 204 || status === 304 || method === 'HEAD') {
    return { text: '', length: 0 }
  }
  const length = header('content-length')
  if (length !== undefined) {
    const size = Number(length)
    return rest.length < size ? undefined : { text: rest.slice(0, size), length: size }
  }
  if (header('transfer-encoding') === 'chunked') return readChunks(rest)
  return ended ? { text: rest, length: rest.length } : undefined
}

function readChunks(rest: string): ReadBody | undefined {
  let text = ''
  let at = 0
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', at)
    if (lineEnd === -1) return undefined
    const size = Number.parseInt(rest.slice(at, lineEnd), 16)
    const start = lineEnd + 2
    if (rest.length < start + size + 2) return undefined
    text += rest.slice(start, start + size)
    at = start + size + 2
    if (size === 0) return { text, length: at }
  }
}
