import type { TokenPair } from '@portico/sdk'
import { createToken } from '../../management/operations/create-token.js'
import { mintToken } from '../../tokens/mint-token.js'
import { digestSecret } from '../../tokens/secret-digest.js'
import { usageError } from '../command-error.js'
import { readDuration } from '../duration.js'
import { startWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { assertPrintable } from '../printable.js'
import { toTokenHeaders } from '../token-headers.js'
import { readLabels } from './endpoint-option.js'
import { readImportedToken } from './imported-token-option.js'

/** Options of `proxy-tokens create`, as typed. */
export interface CreateOptions {
  readonly json?: true
  readonly name?: string
  readonly expiresIn?: string
  readonly environment?: readonly string[]
  readonly env?: readonly string[]
  readonly workspaceWide?: true
  readonly endpoint?: readonly string[]
  readonly tokenId?: string
  readonly tokenSecretStdin?: true
  readonly weak?: true
}

/** Makes a proxy token and shows its secret, this once. */
export async function createProxyToken(
  invocation: Invocation,
  options: CreateOptions,
): Promise<void> {
  const wanted = await readOptions(options)
  const minted = (await readImportedToken(options)) ?? mintToken()
  await startWorkspace(invocation, (database) =>
    createToken(database.tokens, {
      ...wanted,
      id: minted.tokenId,
      secretHash: digestSecret(minted.tokenSecret),
    }),
  )
  print(invocation, minted, options.json === true)
}

async function readOptions(options: CreateOptions) {
  const { name, expiresIn, workspaceWide, endpoint } = options
  const environments = [...(options.environment ?? []), ...(options.env ?? [])]
  if (workspaceWide === true && environments.length > 0) {
    throw usageError('Give either --workspace-wide or --environment, not both.')
  }
  assertPrintable('--name', name ?? '')
  return {
    name,
    environments: environments.length === 0 ? undefined : environments,
    endpoints: await readLabels(endpoint),
    expiresAt:
      expiresIn === undefined
        ? undefined
        : new Date(Date.now() + readDuration('--expires-in', expiresIn)),
  }
}

function print({ terminal }: Invocation, minted: TokenPair, json: boolean): void {
  const headers = {
    ...toTokenHeaders(minted),
    Authorization: `Bearer ${minted.tokenId}.${minted.tokenSecret}`,
  }
  if (json) terminal.print(JSON.stringify(headers))
  else for (const [name, value] of Object.entries(headers)) terminal.print(`${name}: ${value}`)
  terminal.note(
    terminal.noteStyle(
      'dim',
      'Send the first two headers, or the third alone. The secret is not shown again.',
    ),
  )
}
