import { assertAnswers, assertRefusesStrangers } from './harness/assert-correct.js'
import type { Contender, Samples } from './harness/contender.js'
import { pinLoadGenerator } from './harness/cores.js'
import { describeSurroundings } from './harness/machine.js'
import { measureInTurns } from './harness/measure.js'
import { type Comparison, publishReport } from './harness/report.js'
import { startServer } from './harness/server-process.js'
import { ratioOf } from './harness/statistics.js'

const BODY = '{"message":"hello friend"}'
const PUBLIC_AIM = 0.9
const FASTIFY_AIM = 0.6

pinLoadGenerator()
const portico = await startServer('portico')
const fastify = await startServer('fastify')

const open = { name: 'Portico, public', server: portico, path: '/public', headers: {} }
const guarded = { ...open, name: 'Portico, protected', path: '/private', headers: portico.facts }
const peerOpen = { name: 'Fastify, public', server: fastify, path: '/public', headers: {} }
const peerGuarded = {
  ...peerOpen,
  name: 'Fastify, protected',
  path: '/private',
  headers: fastify.facts,
}
const contenders: readonly Contender[] = [open, guarded, peerGuarded, peerOpen]

try {
  for (const contender of contenders) await assertAnswers(contender, BODY)
  for (const contender of [guarded, peerGuarded]) await assertRefusesStrangers(contender)

  const samples = await measureInTurns(contenders)
  publishReport({
    bench: 'guard',
    surroundings: describeSurroundings(['koa', 'fastify', '@fastify/bearer-auth', 'autocannon']),
    samples: Object.fromEntries([...samples].map(([{ name }, values]) => [name, values])),
    comparisons: [
      ...compare(samples, guarded, open, PUBLIC_AIM),
      ...compare(samples, guarded, peerGuarded, FASTIFY_AIM),
    ],
  })
} finally {
  await Promise.all([portico.stop(), fastify.stop()])
}

/** Above 1, `contender` is the better one, whether by throughput or by processor time. */
function compare(
  samples: ReadonlyMap<Contender, Samples>,
  contender: Contender,
  baseline: Contender,
  aim: number,
): readonly Comparison[] {
  const [own, other] = [samples.get(contender), samples.get(baseline)]
  if (own === undefined || other === undefined) return []
  const name = `${contender.name}, against ${baseline.name}`
  return [
    { name: `${name}: throughput`, ratio: ratioOf(own.throughput, other.throughput), aim },
    { name: `${name}: CPU`, ratio: ratioOf(other.cpuMicros, own.cpuMicros), aim },
  ]
}
