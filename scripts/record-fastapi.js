import { join } from 'node:path'

import { build } from './build.js'
import { ROOT, runNode, runProgram } from './support/repository.js'

// Asks real FastAPI what test/fastapi/cases.ts lists, and records what it answers. With --install it
// only installs FastAPI, where the tests and `npm run bench -- endpoints` look for it.
const folder = join(ROOT, '.venv-fastapi')
const packages = ['fastapi==0.142.*', 'pydantic==2.*', 'uvicorn[standard]', 'python-multipart']

await succeed(runProgram('python3', '-m', 'venv', folder))
await succeed(
  runProgram(
    join(folder, 'bin/pip'),
    'install',
    '--quiet',
    '--retries',
    '2',
    '--timeout',
    '5',
    ...packages,
  ),
)
if (!process.argv.includes('--install')) {
  await build()
  await succeed(runNode(join(ROOT, 'build/test/fastapi/record-child.js')))
}

async function succeed(code) {
  if ((await code) !== 0) process.exit(1)
}
