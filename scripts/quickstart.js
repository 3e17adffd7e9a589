import { build } from './build.js'
import { installIfNeeded } from './install-if-needed.js'
import { assertNode } from './support/assert-node.js'
import { ROOT } from './support/repository.js'

assertNode()
process.chdir(ROOT)
await installIfNeeded()
await build()

// In this process, so that Ctrl-C reaches the server itself.
process.argv.splice(
  2,
  Infinity,
  'serve',
  'examples/hello/app.ts',
  '--host=127.0.0.1',
  '--port=8080',
)
await import('../packages/runtime/bin/runtime.js')
