import type { IncomingMessage } from 'node:http'

import type { RequestHeaders } from '@portico/sdk'

import { HeaderFields } from './header-fields.js'
import { removeCredentials, removeCredentialsAgain } from './remove-credentials.js'

/** Nobody else can read it: to users' code a credential that was removed is gone. */
const received = new WeakMap<IncomingMessage, RequestHeaders>()

/** Keeps the header fields of a request as they are now, unless they have been kept before. */
export function keepReceived(req: IncomingMessage): void {
  if (!received.has(req)) {
    received.set(req, new HeaderFields({ rawHeaders: [...req.rawHeaders] }))
  }
}

/** The header fields as they were kept; `undefined` where nobody has. */
export function receivedFields(req: IncomingMessage): RequestHeaders | undefined {
  return received.get(req)
}

/**
 * Lets a request that no route of ours answers go on, without its credentials. Another runtime in the
 * same application still finds them.
 */
export function passOn(req: IncomingMessage): void {
  if (received.has(req)) {
    removeCredentialsAgain(req)
    return
  }
  keepReceived(req)
  removeCredentials(req)
}
