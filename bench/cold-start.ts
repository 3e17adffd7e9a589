import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { cpuMsOf } from './harness/cpu-time.js'
import { describeSurroundings } from './harness/machine.js'
import { median, quantile } from './harness/statistics.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const RUNS = 9
const AIM_MS = 1000
const GIVE_UP_MS = 20_000

const runs: Run[] = []
for (let run = 0; run < RUNS; run += 1) runs.push(await timeFirstAnswer())
const elapsed = runs.map((run) => run.elapsedMs)

const { date, node, machine } = describeSurroundings([])
console.log(`cold start, ${date}, Node ${node}, ${machine}`)
print('elapsed', elapsed)
print(
  'processor',
  runs.map((run) => run.cpuMs),
)
console.log(median(elapsed) <= AIM_MS ? `within ${AIM_MS} ms` : `over the aim of ${AIM_MS} ms`)

interface Run {
  readonly elapsedMs: number
  /** What the server's process used of the processors; grows little with the load on the machine. */
  readonly cpuMs: number
}

/** From the command to the first 200, in a folder without any state. */
async function timeFirstAnswer(): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'portico-cold-start-'))
  const port = await freePort()
  const start = performance.now()
  const server = serveHello(folder, port)
  try {
    while (!(await answers(`http://127.0.0.1:${port}/public`))) {
      if (performance.now() - start > GIVE_UP_MS) throw new Error('The server never answered')
      await sleep(2)
    }
    return { elapsedMs: performance.now() - start, cpuMs: cpuMsOf(server.pid) }
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
  return spawn(process.execPath, args, { cwd, stdio: 'ignore' })
}

function print(name: string, values: readonly number[]): void {
  const [middle, low, high] = [median(values), quantile(values, 0.25), quantile(values, 0.75)]
  const [text, from, to] = [middle, low, high].map((value) => value.toFixed(0))
  console.log(`${name}: median ${text} ms (${from} to ${to}), ${values.length} runs`)
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
