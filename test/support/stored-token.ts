import { digestSecret, type StoredToken } from '@portico/runtime'

/** The secret of every {@link storedToken} that isn't given another digest. */
export const STORED_SECRET = 'ws-secret'

/** A workspace-wide token without limits, with `overrides`. */
export function storedToken(overrides: Partial<StoredToken> = {}): StoredToken {
  return {
    id: 'wk-1',
    secretHash: digestSecret(STORED_SECRET),
    name: '',
    createdAt: new Date(1_700_000_000_000),
    createdBy: 'owner',
    environments: undefined,
    endpoints: undefined,
    expiresAt: undefined,
    disabledAt: undefined,
    lastUsedAt: undefined,
    ...overrides,
  }
}
