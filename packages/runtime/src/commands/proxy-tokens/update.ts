import { updateToken } from '../../management/operations/update-token.js'
import type { TokenChanges } from '../../tokens/token-store.js'
import { usageError } from '../command-error.js'
import { readDuration } from '../duration.js'
import { changeWorkspace } from '../in-workspace.js'
import type { Invocation } from '../invocation.js'
import { printDone } from '../print-done.js'
import { assertPrintable } from '../printable.js'
import { readLabels } from './endpoint-option.js'

/** Options of `proxy-tokens update`, as typed. */
export interface UpdateOptions {
  readonly name?: string
  readonly expiresIn?: string
  readonly disable?: true
  readonly enable?: true
  readonly endpoint?: readonly string[]
}

/** Changes a token's name, expiry, endpoints, or whether it works. */
export async function updateProxyToken(
  invocation: Invocation,
  id: string,
  options: UpdateOptions,
): Promise<void> {
  const changes = await readChanges(options)
  await changeWorkspace(invocation, (database) => updateToken(database, id, changes))
  printDone(invocation, `Updated proxy token '${id}'`)
}

async function readChanges(options: UpdateOptions): Promise<TokenChanges> {
  const { name, expiresIn, disable, enable, endpoint } = options
  if (disable === true && enable === true) {
    throw usageError('Give either --disable or --enable, not both.')
  }
  assertPrintable('--name', name ?? '')
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(expiresIn === undefined ? {} : { expiresAt: readExpiry(expiresIn) }),
    ...(disable === true ? { disabledAt: new Date() } : {}),
    ...(enable === true ? { disabledAt: undefined } : {}),
    ...(endpoint === undefined ? {} : { endpoints: await readLabels(endpoint) }),
  }
  if (Object.keys(changes).length === 0) {
    throw usageError('Say what to change: --name, --expires-in, --disable, --enable or --endpoint.')
  }
  return changes
}

function readExpiry(text: string): Date | undefined {
  return text === 'never' ? undefined : new Date(Date.now() + readDuration('--expires-in', text))
}
