import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { REPOSITORY } from '../support/repository.js'

const PYTHON = join(REPOSITORY, '.venv-fastapi/bin/python')

/** Whether `node scripts/record-fastapi.js` has installed FastAPI here. */
export function isFastapiInstalled(): boolean {
  return existsSync(PYTHON)
}

/** app.py, served by uvicorn. */
export interface FastapiServer {
  readonly port: number
  close(): Promise<void>
}

/** Serves app.py on a free port; rejects where Python ends before it listens. */
export async function startFastapi(): Promise<FastapiServer> {
  const app = join(REPOSITORY, 'test/fastapi/app.py')
  const child = spawn(PYTHON, ['-B', app], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const lines = createInterface(child.stdout)
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)])
  const port = Number(first?.[0])
  if (!(port > 0)) throw new Error('test/fastapi/app.py does not start: see above')
  return {
    port,
    async close() {
      child.kill()
      await ended
    },
  }
}
