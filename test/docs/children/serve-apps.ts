import { createRuntime, loadManifest, type Runtime } from '@portico/runtime'
import { pino } from 'pino'

import type { AppAnswer, AppRequest } from '../app-server.js'

/* Loads and serves apps for whoever started it, many in one process, each with what it is told. */

const logger = pino({ level: 'silent' })
const running = new Map<number, Runtime>()

process.on('message', async (request: AppRequest) => {
  const answer: AppAnswer = { id: request.id, refusal: await refusalOf(request) }
  process.send?.(answer)
})
process.on('disconnect', () => process.exit())

async function refusalOf(request: AppRequest): Promise<string | null> {
  try {
    if (request.kind === 'serve') await serve(request)
    else await running.get(request.served)?.close()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function serve({ id, file, port, store }: Extract<AppRequest, { kind: 'serve' }>) {
  const manifest = await loadManifest([file])
  const runtime = await createRuntime({ manifest, store, logger })
  running.set(id, runtime)
  await runtime.listen({ port })
}
