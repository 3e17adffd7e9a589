import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { build } from './build.js'
import { ROOT, runNode } from './support/repository.js'

const [name, ...args] = process.argv.slice(2)
const names = readdirSync(join(ROOT, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))

if (!names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`)
  process.exit(name === undefined ? 0 : 2)
}

await build()
process.exitCode = await runNode(`build/bench/${name}.js`, ...args)
