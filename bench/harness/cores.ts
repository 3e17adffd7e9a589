import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

const CORES = { load: '0', server: '1' } as const

/** Whether server and load generator are each held on a core of their own. */
export const pinned =
  availableParallelism() > 1 && spawnSync('taskset', ['-c', CORES.server, 'true']).status === 0

/** The command line that runs `command` on the core of its role, where cores can be chosen. */
export function onCore(
  role: keyof typeof CORES,
  command: readonly [string, ...string[]],
): readonly [string, ...string[]] {
  return pinned ? ['taskset', '-c', CORES[role], ...command] : command
}

/** Moves this process to the core of the load generator. */
export function pinLoadGenerator(): void {
  if (pinned) spawnSync('taskset', ['-a', '-p', '-c', CORES.load, String(process.pid)])
}
