import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { type AppFolder, createAppFolder, TSCONFIG } from '../support/app-folder.js'
import { REPOSITORY } from '../support/repository.js'
import { collect } from '../support/run-child.js'
import type { AppServer } from './app-server.js'
import type { Snapshot } from './snapshots.js'

const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc')

/** Why an app wasn't served, or `null`, by the path of its snapshot. */
export type Refusals = Readonly<Record<string, string | null>>

/** A folder for snapshots, with the packages installed: apps are loaded with a user's settings, and compiled with the strictest. */
export function createSnapshotFolder(): AppFolder {
  return createAppFolder({
    'package.json': '{"name":"app","type":"module"}',
    'tsconfig.json': TSCONFIG,
    'tsconfig.strict.json': JSON.stringify({
      extends: join(REPOSITORY, 'tsconfig.base.json'),
      compilerOptions: {
        ...{ composite: false, declaration: false, sourceMap: false, incremental: false },
        ...{ rootDir: '.', outDir: 'out', moduleDetection: 'force' },
        types: ['node', 'mocha'],
      },
      exclude: ['out', 'node_modules'],
    }),
  })
}

/** Compiles all snapshots in one run, into `out/`. Resolves to what the compiler complains about. */
export async function compileSnapshots({ path }: AppFolder): Promise<readonly string[]> {
  const tsc = spawn(process.execPath, [TSC, '-p', 'tsconfig.strict.json', '--pretty', 'false'], {
    cwd: path,
  })
  const printed = collect(tsc.stdout)
  await once(tsc, 'close')
  return printed()
    .split('\n')
    .filter((line) => line !== '')
}

/** Loads and serves each app. */
export async function serveApps(
  server: AppServer,
  snapshots: readonly Snapshot[],
): Promise<Refusals> {
  const apps = snapshots.filter(({ kind }) => kind === 'app' || kind === 'refused app')
  const refusals: [string, string | null][] = []
  for (const { path } of apps) refusals.push([path, await refusalOf(server, path)])
  return Object.fromEntries(refusals)
}

async function refusalOf(server: AppServer, file: string): Promise<string | null> {
  try {
    const served = await server.serve(file)
    await served.stop()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Runs a compiled test of a page to its end. */
export async function runTest({ path }: AppFolder, snapshot: Snapshot): Promise<string> {
  const file = join(path, 'out', snapshot.path.replace(/\.ts$/, '.js'))
  const runner = snapshot.block.text.includes(`'node:test'`)
    ? ['--test', file]
    : [join(REPOSITORY, 'node_modules/mocha/bin/mocha.js'), '--no-config', '-t', '20000', file]
  const child = spawn(process.execPath, runner, { cwd: path })
  const printed = collect(child.stdout)
  await once(child, 'close')
  return child.exitCode === 0 ? '' : printed()
}
