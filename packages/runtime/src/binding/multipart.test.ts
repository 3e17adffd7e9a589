import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

import { expect } from 'chai'

import { type MultipartOptions, readMultipart } from './multipart.js'

const TYPE = 'multipart/form-data; boundary=X'
const FILE = '--X\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'
const DISK: MultipartOptions['fields'] = new Map([
  ['f', { rules: { storage: 'disk' }, maxCount: 1 }],
])

describe('readMultipart', () => {
  it('reads no faster than files are written', async () => {
    const chunk = Buffer.alloc(65_536)
    let read = 0
    let written = 0
    let ahead = 0
    const body = Readable.from(
      (function* () {
        yield Buffer.from(FILE)
        for (read = 0; read < 100; read += 1) yield chunk
        yield Buffer.from('\r\n--X--')
      })(),
      { objectMode: false },
    )
    const folder = {
      async write(chunks: AsyncIterable<Buffer>) {
        for await (const each of chunks) {
          await delay(1)
          written += each.length
          ahead = Math.max(ahead, read * chunk.length - written)
        }
        return '/nowhere'
      },
    }
    const { files } = await readMultipart(body, TYPE, { fields: DISK, folder })
    expect(files.get('f')?.[0]?.upload?.size).to.equal(100 * chunk.length)
    expect(ahead).to.be.below(10 * chunk.length)
  })

  it('gives the same, however the form is cut into pieces', async () => {
    const form = `${FILE}a\r\n--\r\n-X\r\n--X\r\nContent-Disposition: form-data; name="t"\r\n\r\nä\r\n--X--\r\n`
    const fields: MultipartOptions['fields'] = new Map([['f', { rules: {}, maxCount: 1 }]])
    for (let size = 1; size < form.length; size += 1) {
      const bytes = Buffer.from(form)
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      )
      const { texts, files } = await readMultipart(Readable.from(pieces), TYPE, { fields })
      expect(texts.get('t')).to.deep.equal(['ä'])
      expect(String(await files.get('f')?.[0]?.upload?.bytes())).to.equal('a\r\n--\r\n-X')
    }
  })

  it('waits for what is being written before it says what is wrong', async () => {
    let done = false
    const folder = {
      async write(chunks: AsyncIterable<Buffer>) {
        try {
          for await (const _chunk of chunks);
          return ''
        } finally {
          await delay(20)
          done = true
        }
      },
    }
    const reading = readMultipart(Readable.from([FILE, 'hello']), TYPE, { fields: DISK, folder })
    const error: unknown = await reading.catch((reason: unknown) => reason)
    expect(error).to.include({ httpCode: 400 })
    expect(done).to.equal(true)
  })

  it('says what the disk says', async () => {
    const folder = { write: () => Promise.reject(new Error('no space left')) }
    const body = Readable.from([FILE, 'hello\r\n--X--'])
    const reading = readMultipart(body, TYPE, { fields: DISK, folder })
    expect(await reading.catch((reason: unknown) => reason)).to.include({
      message: 'no space left',
    })
  })

  it('refuses too many parts, and too much text', async () => {
    const text = (name: string, value: string) =>
      `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
    const fails = async (form: string) => {
      const body = Readable.from([`${form}--X--`])
      return readMultipart(body, TYPE, { fields: new Map() }).catch((reason: unknown) => reason)
    }
    const many = Array.from({ length: 1_001 }, (_, index) => text(`n${index}`, '')).join('')
    expect(await fails(many)).to.have.nested.property('details[0].type', 'too_complex')
    expect(await fails(text('n', '').repeat(10_001))).to.have.nested.property(
      'details[0].type',
      'too_complex',
    )
    expect(await fails(`${FILE}\r\n`.repeat(1_001))).to.have.nested.property(
      'details[0].type',
      'too_complex',
    )
    expect(await fails(text('n', 'x'.repeat(600_000)).repeat(2))).to.include({ status: 413 })
    expect(await fails(text('n', 'x'.repeat(1_100_000)))).to.include({ status: 413 })
  })
})
