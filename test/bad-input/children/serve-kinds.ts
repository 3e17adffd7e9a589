import { createRuntime } from '@portico/runtime'
import { pino } from 'pino'

import { KINDS } from '../handlers.js'

/** What the process tells of itself: where it listens, then its memory whenever it is asked. */
export type KindsMessage = { readonly port: number } | Memory

/** In bytes, after everything that nobody holds was collected. */
export interface Memory {
  readonly heap: number
  readonly rss: number
  /** Answers that were faults of ours, so far. */
  readonly faults: readonly string[]
}

const faults: string[] = []
const logger = pino(
  { level: 'error' },
  { write: (line: string) => void faults.push(line.slice(0, 2_000)) },
)
const runtime = await createRuntime({ handlers: KINDS, store: 'sqlite::memory:', logger })
const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })

process.on('message', () => {
  for (let round = 0; round < 3; round += 1) globalThis.gc?.()
  const { heapUsed: heap, rss } = process.memoryUsage()
  tell({ heap, rss, faults })
})
process.on('disconnect', () => process.exit())
tell({ port })

function tell(message: KindsMessage): void {
  process.send?.(message)
}
