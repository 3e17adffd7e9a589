/*
 * Writes the types that openapi-typescript makes of API descriptions:
 * node write-types.js IN.json OUT.ts [IN.json OUT.ts…]
 */
import { readFileSync, writeFileSync } from 'node:fs'

import openApiTypeScript, { astToString } from 'openapi-typescript'

const files = process.argv.slice(2)
for (let index = 0; index < files.length; index += 2) {
  const document = JSON.parse(readFileSync(files[index], 'utf8'))
  writeFileSync(files[index + 1], astToString(await openApiTypeScript(document, { silent: true })))
}
