import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createProxyToken, createRuntime, openDatabase } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'

import { reportReady } from '../harness/server-messages.js'

class Hello {
  @fastapiEndpoint({ public: true })
  public() {
    return { message: 'hello friend' }
  }

  @fastapiEndpoint({ requiresProxyAuth: true })
  private() {
    return { message: 'hello friend' }
  }
}

// A file, as `runtime serve` has it: the guard looks whether another process has changed it.
const directory = mkdtempSync(join(tmpdir(), 'portico-bench-'))
process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
process.once('SIGTERM', () => process.exit())
const database = await openDatabase(`sqlite:${join(directory, 'portico.db')}`)
const { tokenId, tokenSecret } = await createProxyToken(database)
const runtime = await createRuntime({ handlers: [Hello], store: database })
const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })
reportReady(port, { 'modal-key': tokenId, 'modal-secret': tokenSecret })
