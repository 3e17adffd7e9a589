import { Writable } from 'node:stream'

import { expect } from 'chai'

import { mintToken } from '../tokens/mint-token.js'
import { createLogger } from './logger.js'

const { tokenSecret } = mintToken()

/** Logs a message and resolves to the line that is written. */
async function logged(message: string, isTTY: boolean): Promise<string> {
  let text = ''
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  const logger = await createLogger({ destination: Object.assign(destination, { isTTY }) })
  logger.error({ err: new Error(message) }, message)
  return text
}

describe('The log', () => {
  for (const isTTY of [false, true]) {
    for (const before of ['', ' ', '\n', '\t', '"', ':', '.', '_', '\u001b', '\u001b[31m', '%20']) {
      const where = `behind ${JSON.stringify(before)}${isTTY ? ' on a terminal' : ''}`
      it(`holds no secret ${where}`, async () => {
        const atStart = await logged(`${before}${tokenSecret}`, isTTY)
        const within = before === '' ? '' : await logged(`it is${before}${tokenSecret}, yes`, isTTY)
        expect(atStart + within).to.contain('ws-[redacted]')
        expect(atStart + within).to.not.contain(tokenSecret.slice(8))
      })
    }
  }

  it('holds no secret that was imported, whatever it begins with', async () => {
    expect(await logged('ws-_imported+secret', false)).to.contain('"msg":"ws-[redacted]"')
  })

  it('leaves words alone that end as a secret begins', async () => {
    const text = await logged('GET /news-archive2024 200', false)
    expect(text).to.contain('"msg":"GET /news-archive2024 200"')
  })
})
