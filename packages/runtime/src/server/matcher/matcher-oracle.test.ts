import Router from '@koa/router'
import type { HttpMethod } from '@portico/sdk'
import { expect } from 'chai'
import fc from 'fast-check'
import { pathToRegexp, stringify, TokenData } from 'path-to-regexp'

import { canonicalPath } from '../canonical-path.js'
import type { Match } from './match.js'
import { createMatcher } from './matcher.js'
import { type PathTemplate, parsePathTemplate } from './path-template.js'
import { expandGroups, type PathVariant, toPathVariant, toShape } from './path-variant.js'
import { findRouteConflict } from './route-conflict.js'

interface TestRoute {
  readonly methods: readonly HttpMethod[]
  readonly path: string
  readonly hosts: readonly string[]
  readonly template: PathTemplate
}

interface Scenario {
  readonly routes: readonly TestRoute[]
  readonly path: string
  readonly method: HttpMethod
}

const RANK = { static: 0, mixed: 1, parameter: 2, tail: 3 } as const
const METHODS: readonly HttpMethod[] = ['GET', 'HEAD', 'POST']

describe('createMatcher and @koa/router', () => {
  it('agree on what matches, with which parameters, and ours is the most specific', () => {
    const seen = { route: 0, 'wrong-method': 0, slash: 0, nothing: 0 }
    fc.assert(
      fc.property(scenario(), ({ routes, path, method }) => {
        const match = createMatcher(routes).match('', path, method)
        seen[match?.kind ?? 'nothing']++
        assertAsRouter(match, { routes, path, method })
        const reversed = createMatcher(routes.toReversed()).match('', path, method)
        if (match?.kind === 'route') expect(reversed).to.deep.equal(match)
      }),
      { numRuns: 10_000 },
    )
    // The scenarios are worth something only if they come to each of the answers often enough.
    for (const count of Object.values(seen)) expect(count).to.be.above(200)
  })
})

function assertAsRouter(match: Match<TestRoute> | undefined, scenario: Scenario): void {
  const { path, method } = scenario
  const there = matchRouter(scenario.routes, path, method)
  switch (match?.kind) {
    case 'route':
      expect(there.answering.get(match.route)).to.deep.equal({ ...match.params })
      for (const other of there.answering.keys()) {
        expect(compareRoutes(match.route, other, path), other.path).to.be.at.most(0)
      }
      return
    case 'wrong-method':
      expect(there.answering.size).to.equal(0)
      expect(match.routes).to.have.members([...there.atPath])
      return
    case 'slash':
      expect(there.atPath).to.have.length(0)
      expect(match.routes).to.have.members([
        ...matchRouter(scenario.routes, match.path, method).atPath,
      ])
      return
    case undefined:
      expect(there.atPath).to.have.length(0)
      expect(matchRouter(scenario.routes, otherForm(path), method).atPath).to.have.length(0)
  }
}

/** `/` has no other form, since no path is empty. */
function otherForm(path: string): string {
  if (path === '/') return path
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`
}

function matchRouter(routes: readonly TestRoute[], path: string, method: string) {
  const router = new Router({ sensitive: true, strict: true })
  const layers = routes.map(({ methods, template }) =>
    // The router compares text as written, so it gets the canonical spelling.
    router.register(stringify(new TokenData([...template.tokens])), [...methods], () => undefined),
  )
  const matched = router.match(path, method)
  const atPath = routes.filter((_, index) => matched.path.some((layer) => layer === layers[index]))
  const answering = new Map<TestRoute, Record<string, string>>()
  for (const [index, route] of routes.entries()) {
    const layer = matched.pathAndMethod.find((candidate) => candidate === layers[index])
    if (layer !== undefined) answering.set(route, layer.params(path, layer.captures(path)))
  }
  return { atPath, answering }
}

/** Negative where `left` is more specific at this path; the reference, by the contract's words. */
function compareRoutes(left: TestRoute, right: TestRoute, path: string): number {
  const orders = matchingVariants(left.template, path).map((variant) =>
    Math.max(
      ...matchingVariants(right.template, path).map((other) => compareVariants(variant, other)),
    ),
  )
  return Math.min(...orders)
}

function compareVariants(left: PathVariant, right: PathVariant): number {
  for (const [index, segment] of left.segments.entries()) {
    const other = right.segments[index]
    if (other === undefined) return 0
    if (segment.kind !== other.kind) return RANK[segment.kind] - RANK[other.kind]
    if (
      'tokens' in segment &&
      'tokens' in other &&
      toShape(segment.tokens) !== toShape(other.tokens)
    ) {
      return 0
    }
  }
  return 0
}

function matchingVariants(template: PathTemplate, path: string): readonly PathVariant[] {
  const options = { sensitive: true, trailing: false }
  return [...expandGroups(template.tokens)]
    .filter((tokens) => pathToRegexp(new TokenData([...tokens]), options).regexp.test(path))
    .map(toPathVariant)
}

function scenario(): fc.Arbitrary<Scenario> {
  const parts = {
    routes: routeList(),
    near: fc.boolean(),
    values: fc.infiniteStream(pathSegment()),
  }
  return fc
    .record({
      ...parts,
      far: fc.array(pathSegment(), { maxLength: 4 }),
      pick: fc.nat(),
      slash: fc.nat(3),
    })
    .map(({ routes, near, values, far, pick, slash }) => {
      const variants = routes.flatMap(({ template }) => template.variants)
      const shape = variants[pick % Math.max(variants.length, 1)]?.shape
      const raw = near && shape !== undefined ? fill(shape, values) : `/${far.join('/')}`
      const path = canonicalPath(slash === 0 ? otherForm(raw) : raw)
      return { routes, path: path.ok ? path.path : '/', method: METHODS[pick % 3] ?? 'GET' }
    })
}

function fill(shape: string, values: Iterator<string>): string {
  return shape.replace(/\{\*?\}/g, () => String(values.next().value))
}

function pathSegment(): fc.Arbitrary<string> {
  const known = [
    'a',
    'b',
    'ab',
    'a-b',
    '-',
    '--',
    'va',
    'a.json',
    'a/b',
    '%C3%A9',
    'a%20b',
    'a%2db',
    '.json',
    '',
  ]
  return fc.oneof(
    fc.constantFrom(...known),
    fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '/') }),
  )
}

/** Up to eight routes that don't conflict. */
function routeList(): fc.Arbitrary<readonly TestRoute[]> {
  const line = fc.tuple(fc.constantFrom(...METHODS), templatePath())
  return fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => {
    const routes: TestRoute[] = []
    for (const [method, path] of lines) {
      const template = tryParse(path)
      if (template === undefined) continue
      const route = { methods: [method], path, hosts: [], template }
      if (findRouteConflict([...routes, route]) === undefined) routes.push(route)
    }
    return routes
  })
}

function templatePath(): fc.Arbitrary<string> {
  const plain = fc.constantFrom('/a', '/b', '/ab', '/a-b', '/é', '/a b', '/:#', '/:#', '/:#', '/')
  const mixed = fc.constantFrom(
    '/:#-:#',
    '/v:#',
    '/:#.json',
    '/:#-a',
    '/a:#b:#',
    '/:#--:#',
    '-:#',
    'b',
  )
  const tail = fc.constantFrom('/*#', '/*#/a', '/v*#', '/*#-b', '/*#/:#', '/:#-*#', '/*#-:#')
  const part = fc.oneof({ weight: 4, arbitrary: plain }, { weight: 2, arbitrary: mixed }, tail)
  const group = fc
    .array(part, { minLength: 1, maxLength: 2 })
    .map((inside) => `{${inside.join('')}}`)
  const parts = fc.array(fc.oneof({ weight: 4, arbitrary: part }, group), {
    minLength: 1,
    maxLength: 4,
  })
  return parts.map((list) => {
    let count = 0
    return list.join('').replaceAll('#', () => `"p${count++}"`)
  })
}

function tryParse(path: string): PathTemplate | undefined {
  try {
    return parsePathTemplate(path)
  } catch {
    return undefined
  }
}
