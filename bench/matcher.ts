/** Prints what one match costs, by number of routes: it should not grow with them. */

import type * as MatcherModule from '../packages/runtime/src/server/matcher/matcher.js'
import type * as TargetModule from '../packages/runtime/src/server/request-target.js'

// Not part of the package's public surface, so it is loaded from the build by its file.
const dist = new URL('../../packages/runtime/dist/server/', import.meta.url)
const { createMatcher }: typeof MatcherModule = await import(
  new URL('matcher/matcher.js', dist).href
)
const { readRequestTarget }: typeof TargetModule = await import(
  new URL('request-target.js', dist).href
)

const MATCHES = 1_000_000
const HOSTS = ['example.com:8080']

for (const count of [1, 1000, 10_000]) {
  const routes = Array.from({ length: count }, (_, index) => [
    { methods: ['GET'] as const, path: `/static/route-${index}`, hosts: [] },
    { methods: ['GET'] as const, path: `/users-${index}/:id/posts/:post`, hosts: [] },
    { methods: ['GET'] as const, path: `/files-${index}/*path`, hosts: [] },
    { methods: ['GET'] as const, path: `/mixed-${index}/:name.json`, hosts: [] },
  ]).flat()
  const start = performance.now()
  const matcher = createMatcher(routes)
  const builtMs = performance.now() - start
  const last = count - 1
  const paths = {
    static: `/static/route-${last}`,
    parameters: `/users-${last}/42/posts/7`,
    wildcard: `/files-${last}/a/b/c.txt`,
    mixed: `/mixed-${last}/report.json`,
  }
  console.log(`${count} × 4 routes, built in ${builtMs.toFixed(1)} ms`)
  for (const [kind, path] of Object.entries(paths)) {
    if (matcher.match('', path, 'GET')?.kind !== 'route') throw new Error(`no match: ${path}`)
    report(kind, () => matcher.match('', path, 'GET'))
  }
  report('nothing (404)', () => matcher.match('', `/none/route-${last}`, 'GET'))
}
console.log('canonical host and path')
report('plain', () => readRequestTarget('/users/42/posts/7?x=1', HOSTS, '1.1'))
report('escaped', () => readRequestTarget('/users/%7Eme/%c3%a9?x=1', HOSTS, '1.1'))

/** The best of five rounds, since everything that disturbs makes a round longer. */
function report(what: string, work: () => unknown): void {
  const rounds = Array.from({ length: 5 }, () => {
    const start = performance.now()
    for (let index = 0; index < MATCHES / 5; index++) work()
    return ((performance.now() - start) / (MATCHES / 5)) * 1e6
  })
  console.log(
    `  ${what.padEnd(14)} ${Math.min(...rounds)
      .toFixed(0)
      .padStart(6)} ns`,
  )
}
