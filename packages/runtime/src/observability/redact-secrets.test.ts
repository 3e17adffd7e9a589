import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'

import { expect } from 'chai'

import { mintToken } from '../tokens/mint-token.js'
import { type Logger, createLogger } from './logger.js'

const { tokenSecret } = mintToken()

/** Logs a message and resolves to the line that is written. */
function logged(message: string, isTTY: boolean): Promise<string> {
  return written(isTTY, (logger) => logger.error({ err: new Error(message) }, message))
}

/** Resolves to what `log` makes a log write. */
async function written(isTTY: boolean, log: (logger: Logger) => void): Promise<string> {
  let text = ''
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  log(await createLogger({ destination: Object.assign(destination, { isTTY }) }))
  return text
}

describe('The log', () => {
  it('has one line a request on a terminal, with the name of the token or else its id', async () => {
    const line = async (facts: object): Promise<string> => {
      const text = await written(true, (logger) => logger.info(facts, 'GET /hello 200'))
      return stripVTControlCharacters(text)
    }
    const token = 'wk-1'
    expect(await line({ status: 200, ms: 1.23, request_id: 'r' })).to.match(
      /^\[\d\d:\d\d:\d\d\] GET \/hello 200 1\.2 ms\n$/,
    )
    expect(await line({ status: 200, ms: 12.3, token, token_name: 'la\u001b[1mptop' })).to.match(
      /GET \/hello 200 12 ms la\?\[1mptop\n$/,
    )
    expect(await line({ status: 200, ms: 1, token })).to.match(/200 1\.0 ms wk-1\n$/)
    expect(await line({ status: 200, ms: 1, denial: 'missing_credentials' })).to.match(
      / 1\.0 ms missing_credentials\n$/,
    )
  })

  it('shows an error on a terminal with the places in code that is not ours', async () => {
    const err = new TypeError('x is not right')
    const own = fileURLToPath(new URL('../compiler/x.js', import.meta.url))
    err.stack = [
      'TypeError: x is not right',
      '    at Shop.price (/srv/app.ts:3:7)',
      `    at invoke (file://${own}:31:32)`,
      '    at AsyncLocalStorage.run (node:async_hooks:346:14)',
      'caused by: Error: y\u001b[2J',
    ].join('\n')
    const text = await written(true, (logger) => logger.error({ err }, 'request failed'))
    expect(stripVTControlCharacters(text)).to.match(
      /^\[[\d:]+\] request failed: TypeError: x is not right\n {4}at Shop\.price \(\/srv\/app\.ts:3:7\)\ncaused by: Error: y\?\[2J\n$/,
    )
  })

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
