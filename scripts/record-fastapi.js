import { join } from 'node:path'

import { build } from './build.js'
import { ROOT, runNode, runProgram } from './support/repository.js'

// Asks real FastAPI what test/fastapi/cases.ts lists, and records what it answers.
const folder = join(ROOT, '.venv-fastapi')
const packages = ['fastapi>=0.115', 'pydantic>=2', 'uvicorn', 'python-multipart']

await succeed(runProgram('python3', '-m', 'venv', folder))
await succeed(
  runProgram(join(folder, 'bin/pip'), 'install', '--retries', '0', '--timeout', '2', ...packages),
)
await build()
await succeed(runNode(join(ROOT, 'build/test/fastapi/record-child.js')))

async function succeed(code) {
  if ((await code) !== 0) process.exit(1)
}
