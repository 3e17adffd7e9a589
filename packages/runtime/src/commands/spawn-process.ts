import { fork, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { constants } from 'node:os'

import type { EnvironmentVariables } from '../config/environment-variables.js'

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

/** A process of ours that we talk to. */
export interface ForkedProcess {
  /** Sends a message, and a connection with it, which is the process's from then on. */
  send(message: object, socket?: Socket): void
  /** Ends it at once. */
  kill(): void
  /** Resolves to its exit code, or to the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

/** Options of {@link forkProcess}. */
export interface ForkProcessOptions {
  /** Path of a module of ours. */
  readonly program: string
  readonly variables: EnvironmentVariables
  onMessage(message: unknown): void
}

/** Starts a module of ours as a process that writes where we write, and that we talk to. */
export function forkProcess({ program, variables, onMessage }: ForkProcessOptions): ForkedProcess {
  const child = fork(program, {
    env: { ...variables },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  child.on('message', onMessage)
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1))
  })
  return {
    send(message, socket) {
      // A process that ends meanwhile says so by `ended`.
      if (child.connected) child.send(message, socket, () => undefined)
      else socket?.destroy()
    },
    kill: () => void child.kill('SIGKILL'),
    ended,
  }
}

/** A Ctrl-C reaches the program by itself: it is in the same group. */
function wait(): void {}

function toStartError(command: string, error: NodeJS.ErrnoException): Error {
  const reason = error.code === 'ENOENT' ? 'is not installed' : `can't be started (${error.code})`
  return new Error(`${command} ${reason}: install it, or put it on the PATH.`, { cause: error })
}
