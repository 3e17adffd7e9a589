import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { Samples } from './contender.js'
import type { Surroundings } from './machine.js'
import { type Interval, median, quantile } from './statistics.js'

/** A ratio that a bench is held against. */
export interface Comparison {
  readonly name: string
  readonly ratio: Interval
  /** The least that is good enough; `undefined` where it is only told. */
  readonly aim: number | undefined
}

/** Everything that one run of a bench found out. */
export interface Report {
  readonly bench: string
  readonly surroundings: Surroundings
  readonly samples: Readonly<Record<string, Samples>>
  readonly comparisons: readonly Comparison[]
}

const RESULTS = fileURLToPath(new URL('../../../bench/results/', import.meta.url))

/** Prints the report and, unless told otherwise, keeps it as `bench/results/NAME.json` and `.md`. */
export function publishReport(report: Report, { keep = true } = {}): void {
  const text = toMarkdown(report)
  console.log(text)
  if (!keep) return
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(`${RESULTS}${report.bench}.json`, `${JSON.stringify(report, undefined, 2)}\n`)
  writeFileSync(`${RESULTS}${report.bench}.md`, text)
}

function toMarkdown({ bench, surroundings, samples, comparisons }: Report): string {
  const { date, node, machine, pinned, versions } = surroundings
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `# ${bench}`,
    '',
    `${date}, Node ${node}, ${machine}${pinned ? ', server and load pinned to a core each' : ''}`,
    ...(peers.length > 0 ? [peers.join(', ')] : []),
    '',
    '| contender | requests/s, median (quartiles) | CPU µs/request, median (quartiles) |',
    '| --- | --- | --- |',
    ...Object.entries(samples).map(
      ([name, { throughput, cpuMicros }]) =>
        `| ${name} | ${spread(throughput, 0)} | ${spread(cpuMicros, 1)} |`,
    ),
    '',
    '| comparison | ratio | 95 % interval | aim | reached |',
    '| --- | --- | --- | --- | --- |',
    ...comparisons.map(toRow),
    '',
  ].join('\n')
}

function toRow({ name, ratio, aim }: Comparison): string {
  const { value, low, high } = ratio
  const interval = `${low.toFixed(3)} to ${high.toFixed(3)}`
  if (aim === undefined) return `| ${name} | ${value.toFixed(3)} | ${interval} | – | – |`
  const reached = value >= aim ? 'yes' : 'no'
  return `| ${name} | ${value.toFixed(3)} | ${interval} | ≥ ${aim.toFixed(2)} | ${reached} |`
}

function spread(values: readonly number[], digits: number): string {
  const [middle, low, high] = [median(values), quantile(values, 0.25), quantile(values, 0.75)]
  return `${middle.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`
}
