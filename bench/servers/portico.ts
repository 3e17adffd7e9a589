import { createRuntime, digestSecret, mintToken, openDatabase } from '@portico/runtime'
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
const { tokenId, tokenSecret } = mintToken()
await database.tokens.insert({
  id: tokenId,
  secretHash: digestSecret(tokenSecret),
  name: 'bench',
  createdAt: new Date(),
  createdBy: 'owner',
  environments: undefined,
  endpoints: undefined,
  expiresAt: undefined,
  disabledAt: undefined,
  lastUsedAt: undefined,
})

const runtime = await createRuntime({ handlers: [Hello], store: database })
const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })
reportReady(port, { 'modal-key': tokenId, 'modal-secret': tokenSecret })
