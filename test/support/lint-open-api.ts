import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { REPOSITORY } from './repository.js'
import { type ChildResult, collect } from './run-child.js'

const REDOCLY = join(REPOSITORY, 'node_modules/@redocly/cli/bin/cli.js')

/**
 * Lints API descriptions with `@redocly/cli`, by its recommended rules and without the network: the
 * exit code is 1 where one has an error. `undefined` where the linter isn't installed.
 */
export async function lintOpenApi(files: readonly string[]): Promise<ChildResult | undefined> {
  if (!existsSync(REDOCLY)) return undefined
  const child = spawn(process.execPath, [REDOCLY, 'lint', ...files], {
    env: {
      PATH: process.env['PATH'],
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)]
  await once(child, 'close')
  return { code: child.exitCode, stdout: stdout() + stderr(), stderr: stderr() }
}
