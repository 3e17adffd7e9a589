import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { ReadableStream as WebStream } from 'node:stream/web'

import type { Answer, AnswerHeaders } from '../server/answer.js'
import type { Exchange } from '../server/exchange.js'
import { assertLength } from './assert-length.js'
import { limitSilence } from './limit-silence.js'
import { toStreamAnswer } from './stream-answer.js'
import { toByteStream } from './to-bytes.js'
import { toJson } from './to-json.js'
import { toAsyncIterable } from './value-iterable.js'

const JSON_HEADERS: AnswerHeaders = Object.freeze({
  'Content-Type': 'application/json; charset=utf-8',
})
const BYTES_HEADERS: AnswerHeaders = Object.freeze({ 'Content-Type': 'application/octet-stream' })

/** Has no body (RFC 9110, 15.3.6), and Node would send one. */
const RESET_CONTENT = 205

/** What an answer depends on besides the value. */
export interface AnswerContext {
  readonly status: number
  readonly exchange: Pick<Exchange, 'req' | 'abort'>
  /** Longest silence of a stream; `undefined` where any is fine. */
  readonly idleTimeoutMs: number | undefined
}

/**
 * Turns what a handler returned into an answer: JSON, but for bytes, streams and a web `Response`. A
 * promise only where the first value of a stream has to be waited for.
 */
export function toAnswer(value: unknown, context: AnswerContext): Answer | Promise<Answer> {
  const { status, exchange } = context
  if (status === RESET_CONTENT) return { kind: 'answer', status, headers: {}, body: undefined }
  if (typeof value === 'object' && value !== null) {
    if (value instanceof Uint8Array) return ofBytes(status, value)
    const streamed = toStreamed(value, status, exchange.req)
    if (streamed instanceof Promise) return streamed.then((answer) => limited(answer, context))
    if (streamed !== undefined) return limited(streamed, context)
  }
  return { kind: 'answer', status, headers: JSON_HEADERS, body: toJson(value) }
}

/** `undefined` where the value isn't a stream. Streams of Node and the web are iterable too. */
function toStreamed(
  value: object,
  status: number,
  req: IncomingMessage,
): Answer | Promise<Answer> | undefined {
  if (value instanceof Readable) {
    return ofBytes(status, value.readableObjectMode ? toByteStream(value) : value)
  }
  if (value instanceof Response) return fromResponse(value)
  if (value instanceof ReadableStream) return ofBytes(status, fromWebStream(value))
  const values = toAsyncIterable(value)
  return values === undefined ? undefined : toStreamAnswer(values, status, req)
}

function ofBytes(status: number, body: Uint8Array | Readable): Answer {
  return { kind: 'answer', status, headers: BYTES_HEADERS, body }
}

function limited(answer: Answer, { idleTimeoutMs, exchange }: AnswerContext): Answer {
  if (idleTimeoutMs === undefined || !(answer.body instanceof Readable)) return answer
  const giveUp = (reason: Error): void => exchange.abort(reason)
  return { ...answer, body: limitSilence(answer.body, idleTimeoutMs, giveUp) }
}

function fromResponse(response: Response): Answer {
  const headers: Record<string, string | string[]> = Object.fromEntries(response.headers)
  const unsent = response.type === 'default' ? FRAMING : OF_THE_WIRE
  for (const name of unsent) delete headers[name]
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) headers['set-cookie'] = cookies
  const body = toBody(response, headers['content-length'])
  return { kind: 'answer', status: response.status, headers, body }
}

function toBody({ body }: Response, length: unknown): Readable | undefined {
  if (body === null) return undefined
  const stream = fromWebStream(body)
  return length === undefined ? stream : assertLength(stream, Number(length))
}

function fromWebStream(stream: object): Readable {
  // The two declarations of a web stream, the DOM's and Node's, describe the same object.
  return Readable.fromWeb(stream as WebStream)
}

/** How bodies end on the wire is the server's to say. */
const FRAMING = ['transfer-encoding']

/** What `fetch` has undone by the time that its response is here: they describe other bytes. */
const OF_THE_WIRE = ['content-encoding', 'content-length', 'transfer-encoding', 'connection']
