import type { CorsPolicy, HttpMethod } from '@portico/sdk'

/** What everybody on a request's way may know of its route: data, and nothing to call. */
export interface RouteFacts {
  /** Who answers, such as `Greeter.hello`. */
  readonly name: string
  readonly label: string
  readonly methods: readonly HttpMethod[]
  /** Path template in the syntax of path-to-regexp 8, prefix included. */
  readonly path: string
  /** Hosts, lower case and without port, at which this route alone answers, at `/`. */
  readonly hosts: readonly string[]
  /** `undefined` where pages of other origins may not read the answers. */
  readonly cors: CorsPolicy | undefined
}
