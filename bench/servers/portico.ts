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

const database = await openDatabase('sqlite::memory:')
const { tokenId, tokenSecret } = await createProxyToken(database)
const runtime = await createRuntime({ handlers: [Hello], store: database })
const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })
reportReady(port, { 'modal-key': tokenId, 'modal-secret': tokenSecret })
