import { writeProxyCredentials } from '@portico/sdk'
import { expect } from 'chai'

import { mintToken } from '../tokens/mint-token.js'
import { toTokenHeaders } from './token-headers.js'

describe('toTokenHeaders', () => {
  it("says what the SDK's writeProxyCredentials says", () => {
    const token = mintToken()
    expect(toTokenHeaders(token)).to.deep.equal(writeProxyCredentials(token))
  })
})
