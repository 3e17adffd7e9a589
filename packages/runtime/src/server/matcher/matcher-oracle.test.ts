import { Router } from '@koa/router'
import type { HttpMethod } from '@portico/sdk'
import { expect } from 'chai'
import * as fc from 'fast-check'
import { pathToRegexp, stringify, TokenData } from 'path-to-regexp'

import { canonicalPath } from '../canonical-path.js'
import type { Match } from './match.js'
import { createMatcher } from './matcher.js'
import { parsePathTemplate, type PathTemplate, shapesOf } from './path-template.js'
import { expandGroups, type PathVariant, toPathVariant, toShape } from './path-variant.js'

interface TestRoute {
  readonly methods: readonly HttpMethod[]
  readonly path: string
  readonly hosts: readonly string[]
  readonly template: PathTemplate
}

interface Request {
  readonly path: string
  readonly method: HttpMethod
}

interface Scenario {
  readonly routes: readonly TestRoute[]
  readonly requests: readonly Request[]
}

const RANK = { static: 0, mixed: 1, parameter: 2, tail: 3 } as const
const METHODS: readonly HttpMethod[] = ['GET', 'HEAD', 'POST']

describe('createMatcher and @koa/router', () => {
  it('agree on what matches, with which parameters, and ours is the most specific', () => {
    const seen = { route: 0, 'wrong-method': 0, slash: 0, nothing: 0 }
    const check = ({ routes, requests }: Scenario) => {
      const matcher = createMatcher(routes)
      const reversed = createMatcher(routes.toReversed())
      const oracle = createOracle(routes)
      for (const { path, method } of requests) {
        const match = matcher.match('', path, method)
        seen[match?.kind ?? 'nothing']++
        assertAsRouter(match, { path, method }, oracle)
        if (match?.kind === 'route') {
          expect(reversed.match('', path, method)).to.deep.equal(match)
        }
      }
    }
    // Six requests each: 12,000 in all.
    fc.assert(fc.property(scenario(), check), { numRuns: 2000 })
    // The scenarios are worth something only if they come to each of the answers often enough.
    for (const count of Object.values(seen)) expect(count).to.be.above(200)
  })
})

function assertAsRouter(
  match: Match<TestRoute> | undefined,
  { path, method }: Request,
  oracle: Oracle,
): void {
  const there = oracle(path, method)
  const otherwise = oracle(otherForm(path), method)
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
      expect(match.path).to.equal(otherForm(path))
      expect(there.atPath).to.have.length(0)
      expect(match.routes).to.have.members([...otherwise.atPath])
      return
    case undefined:
      expect([...there.atPath, ...otherwise.atPath]).to.have.length(0)
  }
}

/** `/` has no other form, since no path is empty. */
function otherForm(path: string): string {
  if (path === '/') return path
  return path.endsWith('/') ? path.slice(0, -1) : `${path}/`
}

/** What @koa/router finds at a path, and the parameters of the routes that have the method. */
type Oracle = (
  path: string,
  method: string,
) => {
  readonly atPath: readonly TestRoute[]
  readonly answering: ReadonlyMap<TestRoute, Record<string, string>>
}

function createOracle(routes: readonly TestRoute[]): Oracle {
  const router = new Router({ sensitive: true, strict: true })
  const layers = routes.map(({ methods, template }) =>
    // The router compares text as written, so it gets the canonical spelling.
    router.register(stringify(new TokenData([...template.tokens])), [...methods], () => undefined),
  )
  return (path, method) => {
    const matched = router.match(path, method)
    const answering = new Map<TestRoute, Record<string, string>>()
    for (const [index, route] of routes.entries()) {
      const layer = matched.pathAndMethod.find((candidate) => candidate === layers[index])
      if (layer !== undefined) answering.set(route, layer.params(path, layer.captures(path)))
    }
    const isThere = (index: number) => matched.path.some((layer) => layer === layers[index])
    return { atPath: routes.filter((_, index) => isThere(index)), answering }
  }
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
  const seed = fc.record({
    isNear: fc.boolean(),
    values: fc.array(pathSegment(), { minLength: 4, maxLength: 4 }),
    pick: fc.nat(),
    slash: fc.nat(5),
  })
  const seeds = fc.array(seed, { minLength: 6, maxLength: 6 })
  return fc.record({ routes: routeList(), seeds }).map(({ routes, seeds: picked }) => {
    const shapes = routes.flatMap(({ template }) => shapesOf(template))
    return {
      routes,
      requests: picked.map(({ isNear, values, pick, slash }) => {
        const shape = isNear ? shapes[pick % Math.max(shapes.length, 1)] : undefined
        const raw =
          shape === undefined ? `/${values.slice(pick % 4).join('/')}` : fill(shape, values)
        const path = canonicalPath(slash === 0 ? otherForm(raw) : raw)
        return { path: path.ok ? path.path : '/', method: METHODS[pick % 3] ?? 'GET' }
      }),
    }
  })
}

/** A path of this shape, with the values in turn for its parameters. */
function fill(shape: string, values: readonly string[]): string {
  let count = 0
  return shape.replace(/\{\*?\}/g, () => values[count++ % values.length] ?? '')
}

function pathSegment(): fc.Arbitrary<string> {
  const known = 'a b ab a-b - -- va a.json a/b %C3%A9 a%20b a%2db .json'.split(' ')
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.', '/'), minLength: 1 })
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, text)
}

/** Up to six routes that don't conflict. */
function routeList(): fc.Arbitrary<readonly TestRoute[]> {
  const line = fc.tuple(fc.constantFrom(...METHODS), templatePath())
  return fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => {
    const claims = new Set<string>()
    return lines.flatMap(([method, path]) => {
      const template = tryParse(path)
      if (template === undefined) return []
      const wanted = shapesOf(template).map((shape) => `${method} ${shape}`)
      if (wanted.some((claim) => claims.has(claim))) return []
      for (const claim of wanted) claims.add(claim)
      return [{ methods: [method], path, hosts: [], template }]
    })
  })
}

function templatePath(): fc.Arbitrary<string> {
  const plain = fc.constantFrom('/a', '/b', '/ab', '/a-b', '/é', '/a b', '/:#', '/:#', '/:#', '/')
  const mixed = fc.constantFrom(...'/:#-:# /v:# /:#.json /:#-a /a:#b:# /:#--:# -:# b'.split(' '))
  const tail = fc.constantFrom('/*#', '/*#/a', '/v*#', '/*#-b', '/*#/:#', '/:#-*#', '/*#-:#')
  const part = fc.oneof({ weight: 4, arbitrary: plain }, { weight: 2, arbitrary: mixed }, tail)
  const group = fc
    .array(part, { minLength: 1, maxLength: 2 })
    .map((inside) => `{${inside.join('')}}`)
  const parts = fc.array(fc.oneof({ weight: 6, arbitrary: part }, group), {
    minLength: 1,
    maxLength: 3,
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
