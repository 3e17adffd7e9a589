import type { Matchable, RouteMatch } from './match.js'
import { NO_PARAMS, type ReadPathParams } from './path-params.js'

/** A route at the end of a path, ready to answer. */
export interface RouteEntry<R> {
  readonly route: R
  toMatch(path: string): RouteMatch<R>
}

/** Makes an entry whose parameters are read from the path of each request. */
export function createEntry<R>(route: R, readParams: ReadPathParams): RouteEntry<R> {
  return { route, toMatch: (path) => ({ kind: 'route', route, params: readParams(path) }) }
}

/** Makes an entry whose parameters are always the same, so that a match allocates nothing. */
export function createConstantEntry<R>(route: R, params = NO_PARAMS): RouteEntry<R> {
  const match: RouteMatch<R> = Object.freeze({ kind: 'route', route, params })
  return { route, toMatch: () => match }
}

/** The routes of one shape, by method. */
export class RouteLeaf<R extends Matchable> {
  readonly #entries = new Map<string, RouteEntry<R>>()

  /** Adds a route's methods; those that have an entry keep it. */
  add(entry: RouteEntry<R>): void {
    for (const method of entry.route.methods) {
      if (!this.#entries.has(method)) this.#entries.set(method, entry)
    }
  }

  /** Who answers the method: `HEAD` is answered by `GET` where nobody declares it. */
  get(method: string): RouteEntry<R> | undefined {
    const entry = this.#entries.get(method)
    return entry === undefined && method === 'HEAD' ? this.#entries.get('GET') : entry
  }

  /** Every entry, in the order of declaration. */
  entries(): Iterable<RouteEntry<R>> {
    return this.#entries.values()
  }
}
