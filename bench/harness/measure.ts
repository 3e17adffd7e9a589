import autocannon from 'autocannon'

import type { Contender, Samples } from './contender.js'

/** Options of {@link measureInTurns}. */
export interface MeasureOptions {
  /** How often every contender has its turn. Defaults to 9. */
  readonly rounds?: number
  /** Length of a turn. Defaults to 2 seconds. */
  readonly turnSeconds?: number
  /** Connections kept open. Defaults to 32. */
  readonly connections?: number
}

/**
 * Measures the contenders in alternation (A B C A B C …), after a turn each to warm up.
 *
 * @throws Error where an answer of a measured turn isn't 2xx.
 */
export async function measureInTurns(
  contenders: readonly Contender[],
  options: MeasureOptions = {},
): Promise<ReadonlyMap<Contender, Samples>> {
  const { rounds = 9, turnSeconds = 2, connections = 32 } = options
  const turns = new Map(contenders.map((contender) => [contender, [] as Turn[]]))

  for (let round = 0; round <= rounds; round += 1) {
    for (const [contender, measured] of turns) {
      // One after the other, or they would measure each other.
      const turn = await runTurn(contender, turnSeconds, connections)
      if (round > 0) measured.push(turn)
    }
  }
  return new Map([...turns].map(([contender, measured]) => [contender, toSamples(measured)]))
}

interface Turn {
  readonly throughput: number
  readonly cpuMicros: number
}

async function runTurn(
  { name, server, path, headers, method = 'GET', body }: Contender,
  duration: number,
  connections: number,
): Promise<Turn> {
  const url = server.origin + path
  const cpuBefore = await server.cpuMicros()
  const result = await autocannon({
    ...{ url, headers, method, duration, connections },
    ...(body === undefined ? {} : { body }),
  })
  const cpuAfter = await server.cpuMicros()

  const answered = result['2xx']
  if (result.non2xx > 0 || result.errors > 0 || answered === 0) {
    throw new Error(`${name}: ${result.non2xx} wrong answers, ${result.errors} errors`)
  }
  return { throughput: answered / result.duration, cpuMicros: (cpuAfter - cpuBefore) / answered }
}

function toSamples(turns: readonly Turn[]): Samples {
  return {
    throughput: turns.map(({ throughput }) => throughput),
    cpuMicros: turns.map(({ cpuMicros }) => cpuMicros),
  }
}
