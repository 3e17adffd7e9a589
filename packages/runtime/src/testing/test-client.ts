import type { OutgoingHttpHeaders } from 'node:http'

import { inject } from 'light-my-request'

import type { RequestListener } from '../server/front-door.js'
import { keepRepeatedFields } from './keep-repeated-fields.js'

/** What is asked, like the second argument of `fetch()`. */
export interface TestRequest {
  /** Defaults to `GET`, with `json` or `body` to `POST`. */
  readonly method?: 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is, a form as one. */
  readonly body?: string | Buffer | FormData | URLSearchParams
}

/** A caller of a test runtime. */
export interface TestClient {
  /** Asks for a path such as `/hello?x=4`; resolves when the whole answer is there. */
  fetch(path: string, request?: TestRequest): Promise<Response>
}

/** Makes a client that sends `credentials` with every request. */
export function createTestClient(
  listener: RequestListener,
  credentials: Readonly<Record<string, string>>,
): TestClient {
  const dispatch = keepRepeatedFields(listener)
  return {
    async fetch(path, { method, headers, json, body } = {}) {
      const { payload, type } = json === undefined ? await toPayload(body) : toJsonPayload(json)
      const answer = await inject(dispatch, {
        url: path,
        method: method ?? (payload === undefined ? 'GET' : 'POST'),
        headers: {
          ...credentials,
          ...(type === undefined ? {} : { 'content-type': type }),
          ...headers,
        },
        ...(payload === undefined ? {} : { payload }),
      })
      return toResponse(answer.statusCode, answer.headers, answer.rawPayload)
    },
  }
}

interface Payload {
  readonly payload: string | Buffer | undefined
  /** `undefined` where the caller has to say it. */
  readonly type?: string
}

function toJsonPayload(json: unknown): Payload {
  return { payload: JSON.stringify(json), type: 'application/json' }
}

async function toPayload(body: TestRequest['body']): Promise<Payload> {
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
    return { payload: body }
  }
  const form = new Response(body)
  const type = form.headers.get('content-type') ?? ''
  return { payload: Buffer.from(await form.arrayBuffer()), type }
}

/** A `Response` of these may have no body, not even an empty one. */
const BODILESS = [204, 205, 304]

function toResponse(status: number, sent: OutgoingHttpHeaders, bytes: Buffer): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(sent)) {
    for (const each of [value ?? []].flat()) headers.append(name, String(each))
  }
  return new Response(BODILESS.includes(status) ? null : new Uint8Array(bytes), { status, headers })
}
