import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'

import type { Answer, AnswerHeaders } from '../server/answer.js'

const JSON_HEADERS: AnswerHeaders = Object.freeze({
  'Content-Type': 'application/json; charset=utf-8',
})
const BYTES_HEADERS: AnswerHeaders = Object.freeze({ 'Content-Type': 'application/octet-stream' })

/** Turns what a handler returned into an answer: JSON, but for bytes, streams and a web `Response`. */
export function toAnswer(value: unknown, status: number): Answer {
  if (typeof value === 'object' && value !== null) {
    if (value instanceof Uint8Array || value instanceof Readable) {
      return { kind: 'answer', status, headers: BYTES_HEADERS, body: value }
    }
    if (value instanceof Response) return fromResponse(value)
    assertServable(value)
  }
  return { kind: 'answer', status, headers: JSON_HEADERS, body: toJson(value) }
}

function fromResponse(response: Response): Answer {
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers)
  if (response.type !== 'default') for (const name of OF_THE_WIRE) delete headers[name]
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  // The two declarations of a web stream, the DOM's and Node's, describe the same object.
  const stream = response.body as ReadableStream | null
  const body = stream === null ? undefined : Readable.fromWeb(stream)
  return { kind: 'answer', status: response.status, headers, body }
}

/** What `fetch` has undone by the time that its response is here: they describe other bytes. */
const OF_THE_WIRE = ['content-encoding', 'content-length', 'transfer-encoding', 'connection']

/** Streams of other kinds would come out as `{}`, which nobody can have meant. */
function assertServable(value: object): void {
  if (Symbol.asyncIterator in value) {
    throw new TypeError('A handler returned an async iterable, which is not served yet')
  }
}

/** A bigint comes out as its digits, which `JSON.stringify` can't write by itself. */
function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes('BigInt')) throw error
    return toJsonWithBigints(value)
  }
}

/** Marks bigints while they are strings. Random, so that no string of a user's can be taken for one. */
const MARK = randomUUID()
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g')

function toJsonWithBigints(value: unknown): string {
  const json = JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'bigint' ? `${MARK}${member}` : member,
  )
  return json.replace(MARKED, '$1')
}
