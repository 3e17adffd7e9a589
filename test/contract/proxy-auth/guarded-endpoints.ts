import { CallerToken, type CallerTokenInfo, fastapiEndpoint } from '@portico/sdk'

/** How often a handler of {@link Guarded} ran behind its guard. */
export const calls = { behindGuard: 0 }

/** One open endpoint and some protected ones. */
export class Guarded {
  @fastapiEndpoint({ public: true, path: '/open' })
  open() {
    return 'open'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/private', label: 'private' })
  private(@CallerToken() caller: CallerTokenInfo) {
    calls.behindGuard += 1
    return caller.id
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/private-post' })
  privatePost() {
    calls.behindGuard += 1
    return 'posted'
  }

  @fastapiEndpoint({ requiresProxyAuth: true, path: '/private/:id' })
  privateItem(id: string) {
    calls.behindGuard += 1
    return id
  }
}
