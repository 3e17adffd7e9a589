import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/*
 * The only file that starts processes.
 */

/** Options of {@link spawnProcess}. */
export interface SpawnProcessOptions {
  readonly command: string
  readonly args: readonly string[]
  /** Open files that the process inherits as descriptors 3, 4, … Defaults to none. */
  readonly descriptors?: readonly number[]
}

/**
 * Runs a program on this terminal and resolves to its exit code, 128 + the signal's number where
 * a signal ended it. Signals that would end us go to the program first, so that whoever waits can
 * clean up afterwards.
 *
 * @throws Error where the program isn't installed.
 */
export async function spawnProcess(options: SpawnProcessOptions): Promise<number> {
  const { command, args, descriptors = [] } = options
  const child = spawn(command, args, { stdio: ['inherit', 'inherit', 'inherit', ...descriptors] })
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  process.on('SIGTERM', forward).on('SIGHUP', forward).on('SIGINT', wait)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error) => reject(toStartError(command, error)))
      child.once('exit', (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      )
    })
  } finally {
    process.off('SIGTERM', forward).off('SIGHUP', forward).off('SIGINT', wait)
  }
}

/** A Ctrl-C reaches the program by itself: it is in the same group. */
function wait(): void {}

function toStartError(command: string, error: NodeJS.ErrnoException): Error {
  const reason = error.code === 'ENOENT' ? 'is not installed' : `can't be started (${error.code})`
  return new Error(`${command} ${reason}: install it, or put it on the PATH.`, { cause: error })
}
