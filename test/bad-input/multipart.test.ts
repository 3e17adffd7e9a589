import { expect } from 'chai'

import { type ServedKinds, serveKinds } from './serve-kinds.js'

const BOUNDARY = 'xxBOUNDARYxx'
const GIVE_UP_MS = 10_000

describe('a multipart form that fails before its last file', () => {
  let served: ServedKinds

  before(async () => {
    served = await serveKinds()
  })

  after(() => served.close())

  const rows = [
    ['a part without a name', `${file('')}${file('file')}`],
    ['a text of another character set', `${text('x', '; charset=nonsense')}${file('file')}`],
  ] as const
  for (const [what, body] of rows) {
    for (const end of ['', `--${BOUNDARY}--\r\n`]) {
      it(`is answered: ${what}${end === '' ? ', cut off' : ''}`, async () => {
        const { status } = await fetch(`http://127.0.0.1:${served.port}/upload`, {
          method: 'POST',
          headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
          body: body + end,
          signal: AbortSignal.timeout(GIVE_UP_MS),
        })
        expect(status).to.be.oneOf([400, 422])
      })
    }
  }
})

function file(name: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="a.txt"\r\n\r\na\r\n`
}

function text(name: string, parameters: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\nContent-Type: text/plain${parameters}\r\n\r\na\r\n`
}
