import assert from 'node:assert/strict'

import type { Contender, Samples } from './harness/contender.js'
import { pinLoadGenerator } from './harness/cores.js'
import { type PeerName, peerVersions, startPeers } from './harness/endpoint-peers.js'
import { type Scenario, SCENARIOS } from './harness/endpoint-scenarios.js'
import { describeSurroundings } from './harness/machine.js'
import { measureInTurns, type MeasureOptions } from './harness/measure.js'
import { type Comparison, publishReport } from './harness/report.js'
import { type ServerProcess, startServer } from './harness/server-process.js'
import { ratioOf } from './harness/statistics.js'

/** Fastify stands beside us for the measure; the others are to be left behind. */
const AIMS: Readonly<Record<PeerName, number | undefined>> = {
  FastAPI: 1,
  NestJS: 1,
  'routing-controllers': 1,
  Fastify: undefined,
}

/** `npm run bench -- endpoints quick` tells roughly, and keeps nothing. */
const quick = process.argv.includes('quick')
const rounds: MeasureOptions = quick ? { rounds: 2 } : {}

pinLoadGenerator()
const portico = await startServer('endpoints-portico')
const peers = await startPeers()

const samples: Record<string, Samples> = {}
const comparisons: Comparison[] = []
try {
  for (const scenario of SCENARIOS) await compare(scenario)
} finally {
  await Promise.all([portico, ...peers.values()].map((server) => server.stop()))
}
const { versions, ...surroundings } = describeSurroundings(['autocannon'])
publishReport(
  {
    bench: 'endpoints',
    surroundings: { ...surroundings, versions: { ...versions, ...peerVersions() } },
    samples,
    comparisons,
  },
  { keep: !quick },
)

async function compare(scenario: Scenario): Promise<void> {
  const own = contender(scenario, 'Portico', portico)
  const others = [...peers].map(([name, server]) => contender(scenario, name, server))
  for (const each of [own, ...others]) await assertCorrect(each, scenario)

  const { connections, turnSeconds } = scenario
  const options = { ...rounds, connections, turnSeconds }
  const measured = await measureInTurns([own, ...others], options)
  for (const [{ name }, values] of measured) samples[name] = values
  const ours = measured.get(own)
  for (const [index, name] of [...peers.keys()].entries()) {
    const theirs = measured.get(others[index] ?? own)
    if (ours === undefined || theirs === undefined) continue
    const [title, aim] = [`${scenario.name}: Portico, against ${name}`, AIMS[name]]
    const throughput = ratioOf(ours.throughput, theirs.throughput)
    const cpu = ratioOf(theirs.cpuMicros, ours.cpuMicros)
    comparisons.push({ name: `${title}: throughput`, ratio: throughput, aim })
    comparisons.push({ name: `${title}: CPU`, ratio: cpu, aim })
  }
}

function contender(scenario: Scenario, name: string, server: ServerProcess): Contender {
  return { name: `${scenario.name}: ${name}`, server, ...scenario.request }
}

async function assertCorrect({ name, server }: Contender, scenario: Scenario): Promise<void> {
  const { status, text } = await send(server, scenario.request)
  assert.equal(status, 200, `${name} answers ${status}`)
  scenario.check(text)
  if (scenario.wrong === undefined) return
  const refusal = await send(server, scenario.wrong)
  assert.ok([400, 422].includes(refusal.status), `${name} answers ${refusal.status} to wrong input`)
}

async function send(
  { origin }: ServerProcess,
  { path, headers, method = 'GET', body }: Scenario['request'],
): Promise<{ status: number; text: string }> {
  const init = { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) }
  const response = await fetch(origin + path, init)
  return { status: response.status, text: await response.text() }
}
