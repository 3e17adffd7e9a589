import { digestSecret, mintToken, openDatabase } from '@portico/runtime'

import { storedToken } from '../../support/stored-token.js'

// Creates tokens until it is killed; prints each once it is kept.
const [url = ''] = process.argv.slice(2)
const database = await openDatabase(url)
for (;;) {
  const { tokenId, tokenSecret } = mintToken()
  const environments = ['main']
  const secretHash = digestSecret(tokenSecret)
  await database.tokens.insert(storedToken({ id: tokenId, secretHash, environments }))
  process.stdout.write(`${tokenId} ${tokenSecret}\n`)
}
