import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { EnvironmentVariables } from '../config/environment-variables.js'

/** Longest path of a Unix socket on Linux; Node cuts a longer one without a word. */
const MAX_SOCKET_PATH_BYTES = 107

/** Name of a control socket. */
const SOCKET_NAME = /^([0-9a-f]{16})-(\d+)\.sock$/

/** Where the sockets of this user's processes lie: `$XDG_RUNTIME_DIR/portico`, else in the temporary directory. */
export function socketDirectory(variables: EnvironmentVariables): string {
  const runtime = variables['XDG_RUNTIME_DIR'] ?? ''
  return runtime === ''
    ? join(tmpdir(), `portico-${process.getuid?.() ?? 0}`)
    : join(runtime, 'portico')
}

/**
 * Makes the directory, or checks the one that is there.
 *
 * @throws Error where it isn't this user's own, private directory.
 */
export function prepareSocketDirectory(directory: string): void {
  try {
    mkdirSync(directory, { mode: 0o700 })
  } catch (error) {
    // It may be there already; whether it is the right one is judged below.
    if (!existsSync(directory)) throw error
  }
  if (!isPrivateDirectory(directory)) {
    throw new Error(
      `${directory} must be a directory of yours with mode 0700: remove it, or set XDG_RUNTIME_DIR.`,
    )
  }
}

/** Whether a directory is this user's own and closed to others. A link to one is not. */
export function isPrivateDirectory(directory: string): boolean {
  const stats = lstatSync(directory, { throwIfNoEntry: false })
  return (
    stats?.isDirectory() === true && stats.uid === process.getuid?.() && (stats.mode & 0o077) === 0
  )
}

/**
 * The path of a process's control socket.
 *
 * @throws Error where it would be longer than a socket's path may be.
 */
export function socketPath(directory: string, databaseUrl: string, pid: number): string {
  const path = join(directory, `${databaseKey(databaseUrl)}-${pid}.sock`)
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH_BYTES) {
    throw new Error(
      `${path} is longer than the ${MAX_SOCKET_PATH_BYTES} bytes of a socket's path: set XDG_RUNTIME_DIR to a shorter directory.`,
    )
  }
  return path
}

/** First 16 hex digits of SHA-256 of the database's URL, whose path is absolute. */
export function databaseKey(databaseUrl: string): string {
  return createHash('sha256').update(databaseUrl).digest('hex').slice(0, 16)
}

/** Reads a socket's name; `undefined` where the file is no control socket. */
export function readSocketName(
  name: string,
): { readonly key: string; readonly pid: number } | undefined {
  const [, key, pid] = SOCKET_NAME.exec(name) ?? []
  return key === undefined || pid === undefined ? undefined : { key, pid: Number(pid) }
}
