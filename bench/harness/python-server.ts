import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

import { onCore } from './cores.js'
import { cpuMsOf } from './cpu-time.js'
import type { ServerProcess } from './server-process.js'

/**
 * Starts a Python program on its own core. It prints its port when it listens.
 *
 * Its processor time comes from `/proc`, in steps of 10 ms.
 */
export async function startPython(python: string, file: string): Promise<ServerProcess> {
  const [command, ...args] = onCore('server', [python, file])
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines = createInterface(child.stdout)
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)])
  const port = Number(first?.[0])
  if (!(port > 0)) throw new Error(`${file} does not start: see above`)

  return {
    origin: `http://127.0.0.1:${port}`,
    facts: {},
    cpuMicros: () => Promise.resolve(cpuMsOf(child.pid) * 1000),
    async stop() {
      child.kill()
      await ended
    },
  }
}
