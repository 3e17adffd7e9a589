import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { createAppFolder, type AppFolder } from '../support/app-folder.js'
import { REPOSITORY } from '../support/repository.js'
import { collect } from '../support/run-child.js'
import type { Snapshot } from './snapshots.js'

const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc')
const SERVE_APPS = join(REPOSITORY, 'build/test/docs/children/serve-apps.js')

/** Why an app wasn't served, or `null`, by the path of its snapshot. */
export type Refusals = Readonly<Record<string, string | null>>

/** A folder for snapshots, with the packages installed and the strictest settings. */
export function createSnapshotFolder(): AppFolder {
  return createAppFolder({
    'package.json': '{"name":"app","type":"module"}',
    'tsconfig.json': JSON.stringify({
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
  const tsc = spawn(process.execPath, [TSC, '-p', path, '--pretty', 'false'], { cwd: path })
  const printed = collect(tsc.stdout)
  await once(tsc, 'close')
  return printed()
    .split('\n')
    .filter((line) => line !== '')
}

/** Loads each app with the real loader and serves it, all in one process. */
export async function serveApps(
  { path }: AppFolder,
  snapshots: readonly Snapshot[],
): Promise<Refusals> {
  const files = snapshots
    .filter(({ kind }) => kind === 'app' || kind === 'refused app')
    .map((snapshot) => snapshot.path)
  const { stdout } = await promisify(execFile)(process.execPath, [SERVE_APPS, ...files], {
    cwd: path,
  })
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n')))
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
