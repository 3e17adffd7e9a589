import type { HttpMethod } from '@portico/sdk'

import type { PathParams } from './path-params.js'

/** What the matcher has to know about a route. */
export interface Matchable {
  readonly methods: readonly HttpMethod[]
  /** Path template in the syntax of path-to-regexp 8. */
  readonly path: string
  /** Canonical hosts at which the route alone answers, at `/`. */
  readonly hosts: readonly string[]
}

/** A route answers the request. */
export interface RouteMatch<R> {
  readonly kind: 'route'
  readonly route: R
  readonly params: PathParams
}

/** There are routes at the path, but none for the method. A bare `OPTIONS` comes to this too. */
export interface WrongMethodMatch<R> {
  readonly kind: 'wrong-method'
  /** What `Allow` says: `HEAD` wherever `GET`, and always `OPTIONS`. */
  readonly allow: readonly string[]
  /** All routes at the path, most specific first. */
  readonly routes: readonly R[]
  /** Parameters of the first route. */
  readonly params: PathParams
}

/** Nothing is at the path, but something is where its trailing slash is added or left out. */
export interface SlashMatch<R> {
  readonly kind: 'slash'
  /** Canonical path of the other form. */
  readonly path: string
  /** All routes there: the one that would answer first, the others by how specific they are. */
  readonly routes: readonly R[]
  /** Parameters of the first route. */
  readonly params: PathParams
}

/** What a request comes to; `undefined` stands for nothing (404). */
export type Match<R> = RouteMatch<R> | WrongMethodMatch<R> | SlashMatch<R>
