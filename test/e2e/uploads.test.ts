import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import {
  after as afterAnswer,
  fastapiEndpoint,
  FormField,
  type Upload,
  UploadedFile,
  UploadedFiles,
} from '@portico/sdk'
import { expect } from 'chai'
import type { Middleware } from 'koa'

import { openRawConnection, toRequestBytes } from '../support/raw-request.js'
import { collect } from '../support/run-child.js'
import { type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'
import { makeDirectory, removeDirectory } from '../support/temporary-directory.js'

const seen: { path?: string; afterwards?: string } = {}

class Files {
  @fastapiEndpoint({ method: 'POST', path: '/memory', maxBodyBytes: 300_000 })
  async memory(@UploadedFile('file', { maxBytes: 200_000 }) file: Upload) {
    return { ...facts(file), text: (await file.bytes()).toString().slice(0, 20), path: file.path }
  }

  @fastapiEndpoint({ method: 'POST', path: '/disk', maxBodyBytes: 300_000 })
  async disk(
    @UploadedFile('file', { storage: 'disk', maxBytes: 200_000 }) file: Upload,
    @FormField('fails', { default: false }) fails: boolean,
  ) {
    const { path = '' } = file
    seen.path = path
    afterAnswer(async () => {
      await delay(20)
      seen.afterwards = readFileSync(path, 'utf8')
    })
    if (fails) throw new Error('no')
    const modes = [path, dirname(path)].map((each) => (statSync(each).mode & 0o777).toString(8))
    return { ...facts(file), modes }
  }

  @fastapiEndpoint({ method: 'POST', path: '/many' })
  many(
    @UploadedFiles('files', { maxCount: 2, mimeTypes: ['text/*', 'image/png'] }) files: Upload[],
  ) {
    return files.map(facts)
  }

  @fastapiEndpoint({ method: 'POST', path: '/maybe' })
  maybe(
    @UploadedFile('file', { required: false }) file: Upload | undefined,
    @FormField('note') note: string,
  ) {
    return [file === undefined, note]
  }

  @fastapiEndpoint({ method: 'POST', path: '/echo' })
  echo(@UploadedFile('file', { storage: 'disk' }) file: Upload) {
    return file.stream()
  }
}

function facts({ name, type, size }: Upload) {
  return { name, type, size }
}

for (const way of WAYS_IN) {
  describe(`uploads (${way})`, () => {
    const { TMPDIR } = process.env
    let directory: string
    let started: Started

    before(async () => {
      directory = makeDirectory()
      process.env['TMPDIR'] = directory
      started = await startRuntime({ handlers: [Files], way })
    })

    after(async () => {
      await started.close()
      if (TMPDIR === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = TMPDIR
      removeDirectory(directory)
    })

    beforeEach(() => {
      delete seen.path
      delete seen.afterwards
    })

    afterEach(async () => {
      while (readdirSync(directory).length > 0) await delay(5)
    })

    it('gives a file with what the client says of it', async () => {
      const file = new File(['hello'], '../../ü"\\x.txt', { type: 'text/plain' })
      expect(await json('/memory', form({ file }))).to.deep.equal({
        ...{ name: '../../ü%22\\x.txt', type: 'text/plain', size: 5, text: 'hello' },
      })
    })

    it('keeps a file on disk for nobody else, until the answer and the work after it are over', async () => {
      const file = new File(['hello'], '../a.txt', { type: 'text/plain' })
      expect(await json('/disk', form({ file }))).to.deep.equal({
        ...{ name: '../a.txt', type: 'text/plain', size: 5, modes: ['600', '700'] },
      })
      expect(seen.path?.startsWith(directory)).to.equal(true)
      expect(seen.path).not.to.contain('a.txt')
      while (existsSync(dirname(seen.path ?? ''))) await delay(5)
      expect(seen.afterwards).to.equal('hello')
    })

    it('removes files where the handler fails', async () => {
      const answer = await post('/disk', form({ file: new File(['x'], 'a'), fails: 'on' }))
      expect(answer.status).to.equal(500)
      expect(seen.path).not.to.equal(undefined)
    })

    it('streams a file from disk into the answer', async () => {
      const content = 'abc'.repeat(100_000)
      const answer = await post('/echo', form({ file: new File([content], 'a') }))
      expect(await answer.text()).to.equal(content)
    })

    it('refuses a file or a body that is too large, and leaves nothing', async () => {
      for (const path of ['/memory', '/disk']) {
        for (const size of [200_001, 300_001]) {
          const file = new File([Buffer.alloc(size)], 'a')
          expect((await post(path, form({ file }))).status).to.equal(413)
        }
        const file = new File([Buffer.alloc(200_000)], 'a')
        expect((await post(path, form({ file }))).status).to.equal(200)
      }
    })

    it('refuses types and counts that are not taken, and texts in the place of files', async () => {
      const text = (name: string) => new File(['a'], name, { type: 'text/plain' })
      const pdf = new File(['a'], 'c', { type: 'application/pdf' })
      expect(await json('/many', form({ files: [text('a'), text('b')] }))).to.have.length(2)
      expect(await problems('/many', form({ files: [text('a'), pdf] }))).to.deep.equal([
        ['media_type', ['body', 'files', 1]],
      ])
      expect(await problems('/many', form({ files: [text('a'), pdf, pdf] }))).to.deep.equal([
        ['too_long', ['body', 'files']],
      ])
      expect(await problems('/many', form({ files: ['a'] }))).to.deep.equal([
        ['value_error', ['body', 'files', 0]],
      ])
      expect(await problems('/maybe', form({ note: text('a') }))).to.deep.equal([
        ['string_type', ['body', 'note']],
      ])
    })

    it('takes a file field that nobody has filled for none', async () => {
      const unfilled = new File([], '', { type: 'application/octet-stream' })
      expect(await json('/maybe', form({ file: unfilled, note: 'n' }))).to.deep.equal([true, 'n'])
      expect(await problems('/memory', form({ file: unfilled }))).to.deep.equal([
        ['missing', ['body', 'file']],
      ])
    })

    it('reads and drops files that nobody takes', async () => {
      const other = new File([Buffer.alloc(150_000)], 'a')
      expect(await json('/maybe', form({ note: 'n', other }))).to.deep.equal([true, 'n'])
    })

    it('answers 400 to what is malformed or cut off, and leaves nothing', async () => {
      const part = 'Content-Disposition: form-data; name="file"; filename="a"\r\n\r\nhello'
      for (const body of [
        'garbage',
        `--X\r\n${part}`,
        `--X\r\n${part}\r\n--X`,
        `--X\r\nno header\r\n${part}\r\n--X--`,
        '--X\r\nContent-Disposition: form-data; filename="a"\r\n\r\nhello\r\n--X--',
        `--X\r\nA: ${'a'.repeat(20_000)}\r\n${part}\r\n--X--`,
      ]) {
        const headers = { 'content-type': 'multipart/form-data; boundary=X' }
        const answer = await fetch(`${started.origin}/disk`, { method: 'POST', body, headers })
        expect(answer.status, body).to.equal(400)
      }
    })

    it('removes what a client that leaves has sent', async () => {
      const connection = openRawConnection(started.port)
      const headers = [
        ['Content-Type', 'multipart/form-data; boundary=X'],
        ['Content-Length', '200000'],
      ] as const
      const part = 'Content-Disposition: form-data; name="file"; filename="a"\r\n\r\nhello'
      const body = `--X\r\n${part}`
      connection.socket.write(toRequestBytes({ method: 'POST', target: '/disk', headers, body }))
      while (readdirSync(directory).length === 0) await delay(5)
      connection.socket.destroy()
    })

    it('takes what curl -F sends (skipped where there is no curl)', async function () {
      const fields = [
        '-F',
        'note=a b',
        '-F',
        'file=@-;filename=a.txt',
        '-s',
        `${started.origin}/maybe`,
      ]
      const curl = spawn('curl', fields, { stdio: ['pipe', 'pipe', 'ignore'] })
      const stdout = collect(curl.stdout)
      const code = new Promise<number | null>((resolve) => {
        curl.once('error', () => resolve(null)).once('close', resolve)
      })
      curl.stdin.on('error', () => undefined).end('hello')
      if ((await code) === null) return this.skip()
      expect(JSON.parse(stdout())).to.deep.equal([false, 'a b'])
    })

    async function problems(path: string, body: FormData) {
      const { detail } = (await json(path, body)) as { detail: { type: string; loc: unknown[] }[] }
      return detail.map(({ type, loc }) => [type, loc])
    }

    async function json(path: string, body: FormData): Promise<unknown> {
      return (await post(path, body)).json()
    }

    function post(path: string, body: FormData) {
      return fetch(`${started.origin}${path}`, { method: 'POST', body })
    }
  })
}

describe('uploads at shutdown', () => {
  const { TMPDIR } = process.env

  it('are removed before the runtime has closed', async () => {
    const directory = makeDirectory()
    process.env['TMPDIR'] = directory
    const started = await startRuntime({ handlers: [Files] })
    const answer = fetch(`${started.origin}/disk`, {
      method: 'POST',
      body: form({ file: new File(['hello'], 'a') }),
    })
    while (readdirSync(directory).length === 0) await delay(1)
    await started.close()
    expect(readdirSync(directory)).to.deep.equal([])
    expect((await answer).status).to.equal(200)
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
    removeDirectory(directory)
  })
})

describe('uploads without a place on disk', () => {
  it('are answered with 500, and nothing else ends', async () => {
    const { TMPDIR } = process.env
    const started = await startRuntime({ handlers: [Files] })
    process.env['TMPDIR'] = '/nowhere-at-all'
    const body = form({ file: new File(['hello'], 'a'), note: 'n' })
    const refused = await fetch(`${started.origin}/disk`, { method: 'POST', body })
    expect(refused.status).to.equal(500)
    expect(await refused.json()).to.deep.equal({ detail: 'Internal Server Error' })
    const taken = await fetch(`${started.origin}/maybe`, { method: 'POST', body })
    expect(taken.status).to.equal(200)
    await started.close()
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  })
})

describe('uploads behind a body parser of the application', () => {
  it('are read where the parser has left them, and refused with 500 where it has not', async () => {
    const leave: Middleware = (ctx, next) => {
      Object.assign(ctx.request, { body: {} })
      return next()
    }
    const read: Middleware = async (ctx, next) => {
      for await (const _chunk of ctx.req);
      Object.assign(ctx.request, { body: { note: 'n' } })
      await next()
    }
    for (const [before, status] of [
      [leave, 200],
      [read, 500],
    ] as const) {
      const started = await startRuntime({ handlers: [Files], way: 'koa app', before: [before] })
      const body = form({ note: 'n', file: new File(['hello'], 'a') })
      const answer = await fetch(`${started.origin}/maybe`, { method: 'POST', body })
      expect(answer.status).to.equal(status)
      await started.close()
    }
  })
})

function form(fields: Record<string, string | File | readonly (string | File)[]>): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const each of [value].flat()) {
      if (typeof each === 'string') made.append(name, each)
      else made.append(name, each, each.name)
    }
  }
  return made
}
