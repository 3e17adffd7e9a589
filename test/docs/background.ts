import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { collect } from '../support/run-child.js'
import type { ShellOptions } from './shell.js'

const PATIENCE_MS = 20_000

/** Whether a program that has printed this may be talked to. */
export type IsReady = (output: string) => boolean | Promise<boolean>

/** A program that runs beside the shell of a page, such as a server. */
export interface Background {
  /** What it printed so far. */
  output(): string
  /** Exit code, once it has ended. */
  ended(): number | undefined
  stop(): Promise<void>
}

/** Starts a command beside the shell, and waits until `isReady` says yes or it has ended. */
export async function startBackground(
  command: string,
  { folder, env }: ShellOptions,
  isReady: IsReady,
): Promise<Background> {
  const child = spawn('bash', ['--noprofile', '--norc', '-c', `exec 2>&1\n${command}`], {
    ...{ cwd: folder, env, detached: true },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const output = collect(child.stdout)
  const closed = once(child, 'close')
  const patience = AbortSignal.timeout(PATIENCE_MS)
  while (!(await isReady(output())) && child.exitCode === null && !patience.aborted) await sleep(20)
  if (child.exitCode !== null) await closed
  return {
    output,
    ended: () => child.exitCode ?? undefined,
    async stop() {
      signalGroup(child.pid, 'SIGTERM')
      const forced = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), 5_000)
      await closed
      clearTimeout(forced)
    },
  }
}

/** The whole group: `npm start` has a child of its own. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch {
    // It has ended already.
  }
}
