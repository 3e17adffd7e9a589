import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { fillTokens } from './harness/fill-tokens.js'
import { describeSurroundings } from './harness/machine.js'
import type { TokenFigures } from './harness/measure-tokens.js'

const MEASURE = fileURLToPath(new URL('./harness/measure-tokens.js', import.meta.url))
const AIMS = { buildMs: 4_000, rssMegabytes: 400, slowdown: 1.25 }
const SIZES = [
  { name: '10', count: 10, named: false },
  { name: '1,000,000', count: 1_000_000, named: false },
  { name: '1,000,000 with names', count: 1_000_000, named: true },
] as const

/** Prints how long the index of tokens takes to build, what it occupies and how fast it answers. */
export async function main(): Promise<void> {
  const { date, node, machine } = describeSurroundings([])
  console.log(`tokens, ${date}, Node ${node}, ${machine}\n`)
  const folder = mkdtempSync(join(tmpdir(), 'portico-tokens-'))
  try {
    const rows: Record<string, TokenFigures> = {}
    for (const { name, count, named } of SIZES) {
      const url = `sqlite:${join(folder, `${name}.db`)}`
      await fillTokens(url, count, named)
      rows[name] = measureInOwnProcess(url)
    }
    console.table(rows)
    judge(rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Memory is only comparable where nothing ran before. */
function measureInOwnProcess(url: string): TokenFigures {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MEASURE, url], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as TokenFigures
}

function judge(rows: Readonly<Record<string, TokenFigures>>): void {
  const few = rows['10']
  const many = rows['1,000,000']
  if (few === undefined || many === undefined) return

  const slowdown = many['right secret µs'] / few['right secret µs']
  report('index of 1,000,000 built', many['build ms'], AIMS.buildMs, 'ms')
  report('memory it takes', many['RSS MB'], AIMS.rssMegabytes, 'MB')
  report('look-up, against 10 tokens', slowdown, AIMS.slowdown, 'times')
}

function report(what: string, value: number, aim: number, unit: string): void {
  const judgement = value <= aim ? 'within' : 'OVER'
  console.log(`${what}: ${value.toFixed(2)} ${unit}, ${judgement} the aim of ${aim}`)
}

await main()
