import { Readable } from 'node:stream'

import { Body, fastapiEndpoint } from '@portico/sdk'
import { expect } from 'chai'
import { Type } from 'class-transformer'
import { IsDate, IsEmail } from 'class-validator'
import { HttpError } from 'routing-controllers'

import { type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'

class Person {
  @IsEmail()
  mail!: string
}

class Meeting {
  @IsDate()
  @Type(() => Date)
  when!: Date
}

class Answers {
  @fastapiEndpoint({ method: 'POST', path: '/meeting' })
  meeting(meeting: Meeting) {
    return meeting
  }

  @fastapiEndpoint({ path: '/value', statusCode: 201 })
  value() {
    return { a: [1, Number.NaN, undefined], big: 2n ** 64n, when: new Date(0), none: null }
  }

  @fastapiEndpoint({ path: '/string' })
  string() {
    return 'hello world'
  }

  @fastapiEndpoint({ path: '/reset', statusCode: 205 })
  reset() {
    return 'nobody may see it'
  }

  @fastapiEndpoint({ path: '/infinity' })
  infinity() {
    return Number.POSITIVE_INFINITY
  }

  @fastapiEndpoint({ path: '/nothing' })
  nothing() {}

  @fastapiEndpoint({ path: '/response' })
  response() {
    return new Response('short', { status: 418, headers: { 'content-type': 'text/tea' } })
  }

  @fastapiEndpoint({ path: '/bytes' })
  bytes() {
    return new Uint8Array([104, 105])
  }

  @fastapiEndpoint({ path: '/node-stream' })
  nodeStream() {
    return Readable.from(['a', 'b'])
  }

  @fastapiEndpoint({ path: '/web-stream' })
  webStream() {
    return new Blob(['web']).stream()
  }

  @fastapiEndpoint({ path: '/lines' })
  async *lines() {
    yield { n: 1 }
    yield { n: 2 }
  }

  @fastapiEndpoint({ path: '/events' })
  async *events() {
    yield { event: 'tick', data: { n: 1 }, id: 7, retry: 5 }
    yield { data: 'two\nlines' }
  }

  @fastapiEndpoint({ path: '/number' })
  number(x: number) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/person', maxBodyBytes: 50 })
  person(@Body() person: Person) {
    return person
  }

  @fastapiEndpoint({ path: '/late', timeoutMs: 20 })
  late() {
    return new Promise(() => undefined)
  }

  @fastapiEndpoint({ path: '/refused' })
  refused() {
    throw new HttpError(409, 'Taken')
  }

  @fastapiEndpoint({ path: '/broken' })
  broken() {
    throw new Error('secret of the database')
  }
}

interface Row {
  /** A sentence of the contract. */
  readonly says: string
  readonly path: string
  readonly send?: RequestInit
  readonly status: number
  readonly type?: string
  /** What the body is; of an object, at least these members. */
  readonly body: string | object
}

const JSON_TYPE = 'application/json; charset=utf-8'
const PROBLEM = { headers: { accept: 'application/problem+json' } }

const MISSING_X = [{ type: 'missing', loc: ['query', 'x'], msg: 'Field required', input: null }]

const ROWS: readonly Row[] = [
  {
    says: 'a value is JSON with its statusCode; bigints are digits, dates ISO 8601, NaN null',
    ...{ path: '/value', status: 201, type: JSON_TYPE },
    body: '{"a":[1,null,null],"big":18446744073709551616,"when":"1970-01-01T00:00:00.000Z","none":null}',
  },
  { says: 'a string is a JSON string', path: '/string', status: 200, body: '"hello world"' },
  { says: 'infinities are null', path: '/infinity', status: 200, body: 'null' },
  { says: 'undefined is null', path: '/nothing', status: 200, type: JSON_TYPE, body: 'null' },
  {
    says: 'a web Response is sent as it is',
    ...{ path: '/response', status: 418, type: 'text/tea', body: 'short' },
  },
  {
    says: 'bytes are application/octet-stream',
    ...{ path: '/bytes', status: 200, type: 'application/octet-stream', body: 'hi' },
  },
  { says: 'a Node stream is piped', path: '/node-stream', status: 200, body: 'ab' },
  { says: 'a web stream is piped', path: '/web-stream', status: 200, body: 'web' },
  {
    says: 'an async iterable is NDJSON',
    ...{ path: '/lines', status: 200, type: 'application/x-ndjson', body: '{"n":1}\n{"n":2}\n' },
  },
  {
    says: 'an async iterable is events where the client asks for them',
    send: { headers: { accept: 'text/event-stream' } },
    ...{ path: '/lines', status: 200, type: 'text/event-stream; charset=utf-8' },
    body: 'data: {"n":1}\n\ndata: {"n":2}\n\n',
  },
  {
    says: 'objects with the keys of events are events',
    ...{ path: '/events', status: 200, type: 'text/event-stream; charset=utf-8' },
    body: 'event: tick\ndata: {"n":1}\nid: 7\nretry: 5\n\ndata: two\ndata: lines\n\n',
  },
  {
    says: 'a failed validation is 422 with type, loc, msg and input',
    ...{ path: '/number', status: 422, type: JSON_TYPE },
    body: JSON.stringify({ detail: MISSING_X }),
  },
  {
    says: 'RFC 9457 where the client asks for it',
    ...{ path: '/number', send: PROBLEM, status: 422, type: 'application/problem+json' },
    body: { status: 422, code: 'validation_failed' },
  },
  {
    says: 'what class-validator refuses has its name in snake_case, and one model is not wrapped',
    ...{ path: '/person', send: post('{"mail":1}'), status: 422 },
    body: '{"detail":[{"type":"is_email","loc":["body","mail"],"msg":"mail must be an email","input":1}]}',
  },
  {
    says: "a model's date is an RFC 3339 date or date-time",
    ...{ path: '/meeting', send: post('{"when":"2025-02-28T10:00:00+01:00"}'), status: 200 },
    body: '{"when":"2025-02-28T09:00:00.000Z"}',
  },
  {
    says: "a model's date that the calendar has not is 422 in pydantic's words",
    ...{ path: '/meeting', send: post('{"when":"2025-02-31"}'), status: 422 },
    body: '{"detail":[{"type":"datetime_from_date_parsing","loc":["body","when"],"msg":"Input should be a valid datetime or date, day value is outside expected range","input":"2025-02-31","ctx":{"error":"day value is outside expected range"}}]}',
  },
  {
    says: "a model's date is no number",
    ...{ path: '/meeting', send: post('{"when":1577836800}'), status: 422 },
    body: '{"detail":[{"type":"datetime_type","loc":["body","when"],"msg":"Input should be a valid datetime","input":1577836800}]}',
  },
  {
    says: 'malformed JSON is 422 json_invalid',
    ...{ path: '/person', send: post('{"mail'), status: 422 },
    body: '{"detail":[{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error","input":{},"ctx":{"error":"Unterminated string starting at"}}]}',
  },
  {
    says: 'no pointer leads into JSON that is none',
    ...{ path: '/person', send: malformed('application/problem+json'), status: 422 },
    body: { code: 'validation_failed', pointer: '#' },
  },
  { says: 'a reset of what was sent has no body', path: '/reset', status: 205, body: '' },
  {
    says: 'a wrong content type is 415',
    ...{ path: '/person', send: post('{"mail":1}', 'text/plain'), status: 415, body: {} },
  },
  {
    says: 'a body that is too large is 413',
    ...{ path: '/person', send: post(`"${'x'.repeat(60)}"`), status: 413, body: {} },
  },
  { says: 'no first byte within timeoutMs is 504', path: '/late', status: 504, body: {} },
  {
    says: 'a thrown HttpError gives its status and message',
    ...{ path: '/refused', status: 409, type: JSON_TYPE, body: '{"detail":"Taken"}' },
  },
  {
    says: 'anything else that is thrown is 500 and tells nothing',
    ...{ path: '/broken', status: 500, type: JSON_TYPE },
    body: '{"detail":"Internal Server Error"}',
  },
]

for (const way of WAYS_IN) {
  describe(`Answers, as the contract has them (${way})`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ handlers: [Answers], way })
    })

    after(() => started.close())

    for (const { says, path, send = {}, status, type, body } of ROWS) {
      it(says, async () => {
        const response = await fetch(started.origin + path, send)
        const text = await response.text()
        expect(response.status).to.equal(status)
        expect(response.headers.get('x-request-id')).to.match(/^[0-9a-f-]{36}$/)
        expect(response.headers.get('access-control-allow-origin')).to.equal('*')
        if (type !== undefined) expect(response.headers.get('content-type')).to.equal(type)
        if (typeof body === 'string') expect(text).to.equal(body)
        else expect(membersOf(text)).to.include(body)
      })
    }
  })
}

/** Of a problem; of its first error too. */
function membersOf(text: string): object {
  const problem = JSON.parse(text)
  return { ...problem, ...problem.errors?.[0], status: problem.status }
}

function malformed(accept: string): RequestInit {
  const { headers, ...send } = post('{"mail')
  return { ...send, headers: { ...headers, accept } }
}

function post(body: string, type = 'application/json'): RequestInit {
  return { method: 'POST', body, headers: { 'content-type': type } }
}
