import { digestSecret, mintToken, openDatabase } from '@portico/runtime'

import { storedToken } from '../../support/stored-token.js'

// Opens the database, keeps a token in it and ends.
const [url = ''] = process.argv.slice(2)
const database = await openDatabase(url)
const { tokenId, tokenSecret } = mintToken()
await database.tokens.insert(storedToken({ id: tokenId, secretHash: digestSecret(tokenSecret) }))
await database.close()
