import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { describeSurroundings } from './harness/machine.js'
import { median, quantile } from './harness/statistics.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const RUNS = 15
const AIM_MS = 800
const GIVE_UP_MS = 30_000
/** The process for the next app is started by then. */
const PAUSE_MS = 1_500

const folder = mkdtempSync(join(tmpdir(), 'portico-reload-'))
symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
writeFileSync(join(folder, 'package.json'), '{"name":"shop","type":"module"}')
const compilerOptions = { experimentalDecorators: true, emitDecoratorMetadata: true }
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
save(0)
const server = serve()
try {
  const url = await urlOf(server)
  const runs: number[] = []
  for (let version = 0; version <= RUNS; version += 1) {
    const elapsed = await timeAnswer(url, version)
    // The first one waits for a server that starts.
    if (version > 0) runs.push(elapsed)
    await sleep(PAUSE_MS)
  }
  const { date, node, machine } = describeSurroundings([])
  const [middle, low, high] = [median(runs), quantile(runs, 0.25), quantile(runs, 0.75)]
  const figures = [middle, low, high, Math.max(...runs)].map((value) => value.toFixed(0))
  console.log(`reload, ${date}, Node ${node}, ${machine}`)
  console.log(
    `from saving to the new answer: median ${figures[0]} ms (${figures[1]} to ${figures[2]}, at most ${figures[3]}), ${RUNS} runs`,
  )
  console.log(middle <= AIM_MS ? `within ${AIM_MS} ms` : `over the aim of ${AIM_MS} ms`)
} finally {
  server.kill('SIGINT')
  await once(server, 'exit')
  rmSync(folder, { recursive: true })
}

/** From saving the app to the first answer of what was saved. */
async function timeAnswer(url: string, version: number): Promise<number> {
  const start = performance.now()
  save(version)
  while ((await ask(url)) !== version) {
    if (performance.now() - start > GIVE_UP_MS) throw new Error('The new app never answered')
    await sleep(2)
  }
  return performance.now() - start
}

function save(version: number): void {
  writeFileSync(
    join(folder, 'app.ts'),
    `import { fastapiEndpoint } from '@portico/sdk'
import { IsString } from 'class-validator'

class Order {
  @IsString()
  item!: string
}

export class Shop {
  @fastapiEndpoint({ public: true })
  version() {
    return ${version}
  }

  @fastapiEndpoint({ method: 'POST', requiresProxyAuth: true })
  order(order: Order) {
    return order
  }
}
`,
  )
}

function serve(): ChildProcess {
  const program = join(ROOT, 'packages/runtime/bin/runtime.js')
  const args = [program, 'dev', 'app.ts', '--port=0', '--log-level=silent']
  return spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stdout ?? []) {
    text += String(chunk)
    const [url] = /http:\/\/[^\s/]+:\d+\/version/.exec(text) ?? []
    if (url !== undefined) return url
  }
  throw new Error('The server did not start')
}

async function ask(url: string): Promise<unknown> {
  const response = await fetch(url)
  return response.json()
}
