import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ProxyCredentials } from '@portico/sdk'

import { spawnProcess } from './spawn-process.js'
import { toTokenHeaders } from './token-headers.js'

/** Options of {@link runCurl}. */
export interface RunCurlOptions {
  readonly url: string
  /** More arguments of curl. */
  readonly args: readonly string[]
  /** Sent with the request; `undefined` sends none. */
  readonly token: ProxyCredentials | undefined
}

/** Runs curl and resolves to its exit code. The secret is in no argument, where `ps` shows it. */
export async function runCurl({ url, args, token }: RunCurlOptions): Promise<number> {
  if (token === undefined) return spawnProcess({ command: 'curl', args: [url, ...args] })

  const descriptor = openUnlinked(toConfiguration(token))
  try {
    return await spawnProcess({
      command: 'curl',
      // Last, so that it wins over what the arguments say.
      args: [url, ...args, '--config', '/dev/fd/3'],
      descriptors: [descriptor],
    })
  } finally {
    closeSync(descriptor)
  }
}

/** Redirects aren't followed: curl would send the token along, to whatever host they name. */
function toConfiguration(token: ProxyCredentials): string {
  const headers = Object.entries(toTokenHeaders(token)).map(
    ([name, value]) => `header = "${name}: ${value}"\n`,
  )
  return [...headers, 'max-redirs = 0\n'].join('')
}

/** Opens text as a file that has no name: Node's pipes are sockets, which `/dev/fd` can't open. */
function openUnlinked(text: string): number {
  const directory = mkdtempSync(join(tmpdir(), 'portico-curl-'))
  try {
    const path = join(directory, 'config')
    writeFileSync(path, text, { mode: 0o600 })
    return openSync(path, 'r')
  } finally {
    rmSync(directory, { recursive: true })
  }
}
