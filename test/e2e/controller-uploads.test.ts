import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

import { requiresProxyAuth, UploadedFile as storedFile } from '@portico/sdk'
import { expect } from 'chai'
import { Body, JsonController, Post, UploadedFile, UploadedFiles } from 'routing-controllers'

import { type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'

interface MulterFile {
  readonly originalname: string
  readonly buffer: Buffer
  readonly path: string
}

let kept = ''

@requiresProxyAuth()
@JsonController()
class Pictures {
  @Post('/one')
  one(@UploadedFile('picture', { required: true }) file: MulterFile, @Body() body: object) {
    return { ...file, buffer: file.buffer.toString(), body }
  }

  @Post('/limited')
  limited(@UploadedFile('picture', { options: { limits: { fileSize: 4 } } }) file?: MulterFile) {
    return { none: file === undefined }
  }

  @Post('/many')
  many(@UploadedFiles('pictures') files: readonly MulterFile[]) {
    return files.map(({ originalname }) => originalname)
  }

  @Post('/disk')
  disk(@storedFile('picture', { storage: 'disk', mimeTypes: ['image/*'] }) file: MulterFile) {
    kept = file.path
    return { content: readFileSync(file.path, 'utf8') }
  }
}

for (const way of WAYS_IN) {
  describe(`files of plain controllers (${way})`, () => {
    let started: Started
    let token: Record<string, string>

    before(async () => {
      started = await startRuntime({
        ...{ handlers: [Pictures], way },
        // Those of other tests would run as well.
        controllers: { interceptors: [], middlewares: [] },
      })
      token = { ...(await started.token()) }
    })

    after(() => started.close())

    it('come as multer gives them, beside the texts of the form', async () => {
      const body = form('picture', 'hello', 'a.png')
      body.append('title', 't')
      body.append('tag', 'x')
      body.append('tag', 'y')
      expect(await (await post('/one', body)).json()).to.deep.equal({
        fieldname: 'picture',
        originalname: 'a.png',
        encoding: '7bit',
        mimetype: 'image/png',
        size: 5,
        buffer: 'hello',
        body: { title: 't', tag: ['x', 'y'] },
      })
    })

    it('come as an array, as none, and are missing', async () => {
      const body = form('pictures', '1', 'a', 'b')
      expect(await (await post('/many', body)).json()).to.deep.equal(['a', 'b'])
      expect(await (await post('/many', form('other', '1', 'a'))).json()).to.deep.equal([])
      expect(await (await post('/limited', form('other', '1', 'a'))).json()).to.include({
        none: true,
      })
      expect((await post('/one', form('other', '1', 'a'))).status).to.equal(400)
    })

    it('lie on disk until the answer is over', async () => {
      const answer = await post('/disk', form('picture', 'hello', 'a'))
      expect(await answer.json()).to.deep.equal({ content: 'hello' })
      while (existsSync(kept)) await delay(5)
    })

    it('are refused where they are too large, of another type, or malformed', async () => {
      expect((await post('/limited', form('picture', '12345', 'a'))).status).to.equal(413)
      expect((await post('/one', form('picture', 'x'.repeat(2 ** 20), 'a'))).status).to.equal(413)
      const text = new FormData()
      text.append('picture', new File(['a'], 'a', { type: 'text/plain' }))
      expect((await post('/disk', text)).status).to.equal(422)
      const headers = { ...token, 'content-type': 'multipart/form-data; boundary=X' }
      const cut = { method: 'POST', body: '--X\r\n', headers }
      expect((await fetch(`${started.origin}/one`, cut)).status).to.equal(400)
    })

    it('are not read for strangers', async () => {
      const body = form('picture', 'hello', 'a')
      expect((await fetch(`${started.origin}/one`, { method: 'POST', body })).status).to.equal(401)
    })

    function post(path: string, body: FormData) {
      return fetch(`${started.origin}${path}`, { method: 'POST', body, headers: token })
    }
  })
}

function form(name: string, content: string, ...filenames: readonly string[]): FormData {
  const made = new FormData()
  for (const each of filenames) made.append(name, new File([content], each, { type: 'image/png' }))
  return made
}
