import { unknownToken } from './token-error.js'
import type { TokenChanges, TokenStore } from '../../tokens/token-store.js'

/** Changes a token. Throws `TokenError` where there is none. */
export async function updateToken(
  { tokens }: { readonly tokens: TokenStore },
  id: string,
  changes: TokenChanges,
): Promise<void> {
  if (!(await tokens.update(id, changes))) throw unknownToken(id)
}

/** Removes a token. Throws `TokenError` where there is none. */
export async function deleteToken(
  { tokens }: { readonly tokens: TokenStore },
  id: string,
): Promise<void> {
  if (!(await tokens.delete(id))) throw unknownToken(id)
}
