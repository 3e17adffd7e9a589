import type { Matchable } from './match.js'
import { parsePathTemplate, shapesOf } from './path-template.js'

/** Two routes that would answer the same request. */
export interface RouteConflict<R> {
  /** Declared first. */
  readonly left: R
  readonly right: R
  /** What they have in common, such as `both answer GET at "/users/:id"`. */
  readonly reason: string
}

/**
 * The first two routes that share a method and a shape (`/a/:x` and `/a/:y`), or a host;
 * `undefined` where every request has one answer.
 *
 * @throws PathSyntaxError where a path can't be read.
 */
export function findRouteConflict<R extends Matchable>(
  routes: readonly R[],
): RouteConflict<R> | undefined {
  const owners = new Map<string, R>()
  for (const right of routes) {
    for (const [claim, reason] of claimsOf(right)) {
      const left = owners.get(claim)
      if (left !== undefined && left !== right) return { left, right, reason }
      owners.set(claim, right)
    }
  }
  return undefined
}

function* claimsOf({ methods, path, hosts }: Matchable): Generator<readonly [string, string]> {
  for (const host of hosts) yield [host, `both answer at the host ${JSON.stringify(host)}`]
  for (const shape of shapesOf(parsePathTemplate(path))) {
    for (const method of methods) {
      yield [`${method} ${shape}`, `both answer ${method} at ${JSON.stringify(path)}`]
    }
  }
}
