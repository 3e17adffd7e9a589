import { openDatabase, type TokenChanges } from '@portico/runtime'

import { storedToken } from '../../support/stored-token.js'

// Makes one change to the token wk-1 and ends, as the command line does.
const [url = '', change = ''] = process.argv.slice(2)
const CHANGES: Readonly<Record<string, TokenChanges>> = {
  disable: { disabledAt: new Date() },
  enable: { disabledAt: undefined },
  narrow: { environments: [] },
}

const database = await openDatabase(url)
if (change === 'insert') await database.tokens.insert(storedToken())
else if (change === 'delete') await database.tokens.delete('wk-1')
else await database.tokens.update('wk-1', CHANGES[change] ?? {})
await database.close()
