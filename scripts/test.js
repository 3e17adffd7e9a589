import { build } from './build.js'
import { installIfNeeded } from './install-if-needed.js'
import { assertNode } from './support/assert-node.js'
import { runNode, runTool } from './support/repository.js'

assertNode()
await installIfNeeded()
await build()

const lint = await runNode('scripts/lint.js')
const tests = await runTool('mocha', ...process.argv.slice(2))
if (lint !== 0) console.error('npm run lint failed: see above.')
process.exit(tests === 0 ? lint : tests)
