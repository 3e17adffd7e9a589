import { readdirSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

import {
  fastapiEndpoint,
  FormField,
  publicEndpoint,
  type Upload,
  UploadedFile,
  UploadedFiles,
} from '@portico/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { JsonController, Post } from 'routing-controllers'

import { rawRequest, toRequestBytes } from '../support/raw-request.js'
import { type Started, startRuntime } from '../support/start-runtime.js'
import { makeDirectory, removeDirectory } from '../support/temporary-directory.js'

class Files {
  @fastapiEndpoint({ method: 'POST', path: '/files', maxBodyBytes: 4_000 })
  async files(
    @UploadedFile('one', { storage: 'disk', required: false }) one: Upload | undefined,
    @UploadedFiles('many', { maxBytes: 300, maxCount: 2, required: false }) many: Upload[],
    @FormField('note', { default: '' }) note: string,
  ) {
    return [(await one?.bytes())?.length, many?.length, note]
  }
}

@publicEndpoint()
@JsonController()
class Plain {
  @Post('/plain')
  plain(
    @UploadedFile('one', { storage: 'disk', maxBytes: 4_000 }) one: object | undefined,
    @UploadedFiles('many', { maxCount: 2 }) many: readonly unknown[] | undefined,
  ) {
    return { one: one !== undefined, many: many?.length }
  }
}

const PARTS = [
  'Content-Disposition: form-data; name="one"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nhello',
  'Content-Disposition: form-data; name="many"; filename="../b"\r\n\r\n\xff\x00\r\n--X',
  'Content-Disposition: form-data; name="note"\r\n\r\nnote',
  `Content-Disposition: form-data; name="many"; filename*=UTF-8''%e2%82%ac\r\n\r\n${'x'.repeat(290)}`,
  'Content-Disposition: form-data; name="note"\r\nContent-Type: text/plain; charset=latin1\r\n\r\n\xe4',
  'Content-Type: application/octet-stream\r\nContent-Disposition: form-data; name="one"\r\n\r\n',
]

const PIECES = ['\r\n', '--X', '--X--', '"', ';', '\0', '\xff', ': ', 'name="one"', '\r\n\r\n', '-']

const good = fc
  .array(fc.constantFrom(...PARTS), { maxLength: 5 })
  .map((parts) => [...parts.map((part) => `--X\r\n${part}\r\n`), '--X--\r\n'].join(''))

/** Cuts out a piece of `body`, and puts others in. */
const mutation = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.nat(40),
  fc.constantFrom('', ...PIECES),
)

const mutated = fc.tuple(good, fc.array(mutation, { maxLength: 4 })).map(([body, mutations]) =>
  mutations.reduce((text, [place, cut, piece]) => {
    const at = Math.floor(place * text.length)
    return text.slice(0, at) + piece + text.slice(at + cut)
  }, body),
)

const target = fc.constantFrom('/files', '/files', '/plain')

const type = fc.constantFrom(
  ...Array.from({ length: 10 }, () => 'multipart/form-data; boundary=X'),
  ...['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary="X"'],
  ...['multipart/form-data; boundary=X; boundary=Y', 'MULTIPART/Form-Data;boundary=X;charset=x'],
)

describe('random multipart forms', () => {
  const { TMPDIR } = process.env
  let directory: string
  let started: Started

  before(async () => {
    directory = makeDirectory()
    process.env['TMPDIR'] = directory
    started = await startRuntime({
      handlers: [Files, Plain],
      // Those of other tests would run as well.
      controllers: { interceptors: [], middlewares: [] },
    })
  })

  after(async () => {
    await started.close()
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
    removeDirectory(directory)
  })

  it('are answered by no 5xx, and leave no file', async function () {
    this.timeout(120_000)
    const counts = new Map<number | undefined, number>()
    const send = async (target: string, contentType: string, body: string): Promise<void> => {
      const headers = [
        ['Content-Type', contentType],
        ['Content-Length', String(body.length)],
      ] as const
      const bytes = toRequestBytes({ method: 'POST', target, headers, body })
      const { answer } = await rawRequest(started.port, Buffer.from(bytes, 'latin1'))
      counts.set(answer?.status, (counts.get(answer?.status) ?? 0) + 1)
      expect(answer?.status).to.be.oneOf([200, 400, 413, 422])
    }
    await fc.assert(fc.asyncProperty(target, type, mutated, send), { numRuns: 2_000 })
    for (const status of [200, 400, 422]) expect(counts.get(status), String(status)).to.be.above(20)
    while (readdirSync(directory).length > 0) await delay(5)
  })
})
