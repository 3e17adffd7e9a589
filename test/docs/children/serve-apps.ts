import { createRuntime, loadManifest } from '@portico/runtime'
import { pino } from 'pino'

/*
 * Loads and serves the apps named on the command line, each on its own, and prints why one wasn't
 * served, by its name.
 */

const logger = pino({ level: 'silent' })
const refusals: [string, string | null][] = []
for (const file of process.argv.slice(2)) refusals.push([file, await refusalOf(file)])
process.stdout.write(`\n${JSON.stringify(Object.fromEntries(refusals))}`, () => process.exit())

async function refusalOf(file: string): Promise<string | null> {
  try {
    const manifest = await loadManifest([file])
    const runtime = await createRuntime({ manifest, store: 'sqlite::memory:', logger })
    const { port } = await runtime.listen({ port: 0 })
    await fetch(`http://127.0.0.1:${port}/health`)
    await runtime.close()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
