import { HTTP_METHODS } from '@portico/sdk'

import type { Match, Matchable, SlashMatch, WrongMethodMatch } from './match.js'
import { compilePathParams, NO_PARAMS } from './path-params.js'
import { parsePathTemplate } from './path-template.js'
import type { PathVariant } from './path-variant.js'
import { PathTree } from './path-tree.js'
import { findRouteConflict } from './route-conflict.js'
import { createConstantEntry, createEntry, RouteLeaf } from './route-leaf.js'

/** Finds the route of a request. */
export interface Matcher<R> {
  /**
   * What a request comes to; `undefined` where nothing is there (404). Never throws.
   *
   * @param host canonical host; `''` where the request names none.
   * @param path canonical path.
   * @param method as sent.
   */
  match(host: string, path: string, method: string): Match<R> | undefined
}

/** Where the leaves are: by host, by path for paths without parameters, and all of them as a tree. */
interface Leaves<R extends Matchable> {
  readonly hosts: Map<string, RouteLeaf<R>>
  readonly statics: Map<string, RouteLeaf<R>>
  readonly tree: PathTree<RouteLeaf<R>>
}

/**
 * Makes the matcher of these routes. A route with hosts is the only one there, at `/`; at every
 * other host the paths decide, whatever the order of declaration.
 *
 * @throws PathSyntaxError where a path can't be read, Error where two routes are in conflict.
 */
export function createMatcher<R extends Matchable>(routes: readonly R[]): Matcher<R> {
  const conflict = findRouteConflict(routes)
  if (conflict !== undefined) throw new Error(`Two routes ${conflict.reason}: change one of them`)
  const leaves: Leaves<R> = { hosts: new Map(), statics: new Map(), tree: new PathTree() }
  for (const route of routes) addRoute(leaves, route)
  return {
    match(host, path, method) {
      const hosted = leaves.hosts.size === 0 ? undefined : leaves.hosts.get(host)
      if (hosted !== undefined) return path === '/' ? matchLeaf(hosted, path, method) : undefined
      const entry = leaves.statics.get(path)?.get(method)
      return entry === undefined ? matchTree(leaves.tree, path, method) : entry.toMatch(path)
    },
  }
}

function addRoute<R extends Matchable>(leaves: Leaves<R>, route: R): void {
  const template = parsePathTemplate(route.path)
  for (const host of route.hosts) {
    const leaf = new RouteLeaf<R>()
    leaf.add(createConstantEntry(route))
    leaves.hosts.set(host, leaf)
  }
  for (const variant of template.variants) {
    const leaf = leaves.tree.leafAt(variant.segments, () => new RouteLeaf<R>())
    const readParams = compilePathParams(template, variant)
    if (isStatic(variant)) {
      // The shape of a variant without parameters is the only path that it matches.
      leaf.add(createConstantEntry(route, readParams(variant.shape)))
      leaves.statics.set(variant.shape, leaf)
    } else {
      leaf.add(createEntry(route, readParams))
    }
  }
}

function isStatic({ segments }: PathVariant): boolean {
  return segments.every(({ kind }) => kind === 'static')
}

function matchLeaf<R extends Matchable>(
  leaf: RouteLeaf<R>,
  path: string,
  method: string,
): Match<R> {
  return leaf.get(method)?.toMatch(path) ?? toWrongMethod([leaf], path)
}

function matchTree<R extends Matchable>(
  tree: PathTree<RouteLeaf<R>>,
  path: string,
  method: string,
): Match<R> | undefined {
  const others: RouteLeaf<R>[] = []
  const found = tree.find(path, (leaf) => {
    const entry = leaf.get(method)
    if (entry === undefined) others.push(leaf)
    return entry
  })
  if (found !== undefined) return found.toMatch(path)
  return others.length > 0 ? toWrongMethod(others, path) : matchSlash(tree, path, method)
}

function matchSlash<R extends Matchable>(
  tree: PathTree<RouteLeaf<R>>,
  path: string,
  method: string,
): SlashMatch<R> | undefined {
  const other = path.endsWith('/') ? path.slice(0, -1) : `${path}/`
  const leaves: RouteLeaf<R>[] = []
  tree.find(other, (leaf) => void leaves.push(leaf))
  const entries = leaves.flatMap((leaf) => [...leaf.entries()])
  const answering = leaves.map((leaf) => leaf.get(method)).find((entry) => entry !== undefined)
  const first = answering ?? entries[0]
  if (first === undefined) return undefined
  const routes = [...new Set([first, ...entries].map(({ route }) => route))]
  return { kind: 'slash', path: other, routes, params: first.toMatch(other).params }
}

function toWrongMethod<R extends Matchable>(
  leaves: readonly RouteLeaf<R>[],
  path: string,
): WrongMethodMatch<R> {
  const entries = leaves.flatMap((leaf) => [...leaf.entries()])
  const routes = [...new Set(entries.map(({ route }) => route))]
  const params = entries[0]?.toMatch(path).params ?? NO_PARAMS
  return { kind: 'wrong-method', allow: toAllow(routes), routes, params }
}

function toAllow(routes: readonly Matchable[]): readonly string[] {
  const methods = new Set<string>(routes.flatMap((route) => route.methods)).add('OPTIONS')
  if (methods.has('GET')) methods.add('HEAD')
  return HTTP_METHODS.filter((method) => methods.has(method))
}
