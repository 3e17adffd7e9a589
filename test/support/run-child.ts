import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { REPOSITORY } from './repository.js'

/** How a process ended, and what it printed. */
export interface ChildResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts a program of `test/`, named by its path there without the ending. */
export function startChild(program: string, ...args: readonly string[]): ChildProcess {
  const file = join(REPOSITORY, 'build/test', `${program}.js`)
  return spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs a program of `test/` to its end. */
export async function runChild(program: string, ...args: readonly string[]): Promise<ChildResult> {
  const child = startChild(program, ...args)
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  await once(child, 'close')
  return { code: child.exitCode, stdout: stdout(), stderr: stderr() }
}

/** Collects what a stream brings; the function that it returns tells what came so far. */
export function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = ''
  stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  return () => text
}
