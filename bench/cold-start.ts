import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { describeSurroundings } from './harness/machine.js'
import { median, quantile } from './harness/statistics.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const RUNS = 9
const AIM_MS = 1000
const GIVE_UP_MS = 20_000

const times: number[] = []
for (let run = 0; run < RUNS; run += 1) times.push(await timeFirstAnswer())

const { date, node, machine } = describeSurroundings([])
console.log(`cold start, ${date}, Node ${node}, ${machine}`)
console.log(`runs: ${times.map((time) => time.toFixed(0)).join(' ')} ms`)
const [low, high] = [quantile(times, 0.25), quantile(times, 0.75)]
console.log(`median ${median(times).toFixed(0)} ms (${low.toFixed(0)} to ${high.toFixed(0)})`)
console.log(median(times) <= AIM_MS ? `within ${AIM_MS} ms` : `over the aim of ${AIM_MS} ms`)

/** Milliseconds from the command to the first 200, in a folder without any state. */
async function timeFirstAnswer(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-cold-start-'))
  const port = await freePort()
  const start = performance.now()
  const server = serveHello(folder, port)
  try {
    while (!(await answers(`http://127.0.0.1:${port}/public`))) {
      if (performance.now() - start > GIVE_UP_MS) throw new Error('The server never answered')
      await sleep(2)
    }
    return performance.now() - start
  } finally {
    server.kill()
    await once(server, 'exit')
    rmSync(folder, { recursive: true })
  }
}

function serveHello(cwd: string, port: number): ChildProcess {
  const program = join(ROOT, 'packages/runtime/bin/runtime.js')
  const app = join(ROOT, 'examples/hello/app.ts')
  const args = [program, 'serve', app, '--host=127.0.0.1', `--port=${port}`]
  return spawn(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port is free')
  return address.port
}
