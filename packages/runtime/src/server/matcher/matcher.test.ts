import type { HttpMethod } from '@portico/sdk'
import { expect } from 'chai'
import * as fc from 'fast-check'

import type { Matchable } from './match.js'
import { createMatcher } from './matcher.js'

describe('createMatcher', () => {
  describe('finds the most specific route, whatever the order of declaration', () => {
    const ROUTES = [
      'GET /',
      'GET /users/me',
      'GET /users/:id',
      'GET /users/:id/posts',
      'GET /users/me/:what',
      'GET /users/*rest',
      'GET /users/v:version',
      'GET /users/:name.json',
      'GET /files/*path',
      'GET /files/*path/raw',
      'GET /files/v*rest',
      'GET /x{/:id}',
      'GET /slash/:id/',
      'GET /é/:id',
      'GET /:a/:b/:c/d',
    ]
    const CASES: readonly (readonly [string, string | undefined, Record<string, string>])[] = [
      ['/', '/', {}],
      ['/users/me', '/users/me', {}],
      ['/users/you', '/users/:id', { id: 'you' }],
      ['/users/ME', '/users/:id', { id: 'ME' }],
      ['/Users/me', undefined, {}],
      ['/users/me/posts', '/users/me/:what', { what: 'posts' }],
      ['/users/you/posts', '/users/:id/posts', { id: 'you' }],
      ['/users/you/other', '/users/*rest', { rest: 'you/other' }],
      ['/users/me/x/d', '/users/*rest', { rest: 'me/x/d' }],
      ['/users/v2', '/users/v:version', { version: '2' }],
      ['/users/v', '/users/:id', { id: 'v' }],
      ['/users/v.json', '/users/:name.json', { name: 'v' }],
      ['/users/.json', '/users/:id', { id: '.json' }],
      ['/files/a', '/files/*path', { path: 'a' }],
      ['/files/a/b%20c/', '/files/*path', { path: 'a/b c/' }],
      ['/files/a/b/raw', '/files/*path/raw', { path: 'a/b' }],
      ['/files/raw', '/files/*path', { path: 'raw' }],
      ['/files/v1/a', '/files/v*rest', { rest: '1/a' }],
      ['/files/', undefined, {}],
      ['/x', '/x{/:id}', {}],
      ['/x/1', '/x{/:id}', { id: '1' }],
      ['/slash/1/', '/slash/:id/', { id: '1' }],
      ['/%C3%A9/%C3%A9%2B', '/é/:id', { id: 'é+' }],
      ['/users/me/c/d', '/users/*rest', { rest: 'me/c/d' }],
      ['/a/b/c/d', '/:a/:b/:c/d', { a: 'a', b: 'b', c: 'c' }],
      ['/a/b/c/e', undefined, {}],
    ]
    const matchers = [ROUTES, ROUTES.toReversed()].map((lines) => createMatcher(lines.map(route)))
    for (const [path, template, params] of CASES) {
      it(`${path} → ${template ?? 'nothing'}`, () => {
        for (const matcher of matchers) {
          const match = matcher.match('', path, 'GET')
          expect(match?.kind === 'route' ? match.route.path : undefined).to.equal(template)
          expect({ ...match?.params }).to.deep.equal(params)
        }
      })
    }
  })

  describe('by method', () => {
    const matcher = createMatcher(
      ['GET /users/me', 'POST /users/:id', 'DELETE /users/*all', 'OPTIONS /own', 'PUT /own'].map(
        route,
      ),
    )

    it('falls back to a less specific route that has the method', () => {
      expect(matcher.match('', '/users/me', 'POST')).to.deep.include({
        kind: 'route',
        params: withoutPrototype({ id: 'me' }),
      })
      expect(matcher.match('', '/users/me', 'DELETE')?.params).to.include({ all: 'me' })
    })

    it('answers HEAD wherever GET is, and prefers a declared HEAD', () => {
      expect(matcher.match('', '/users/me', 'HEAD')?.kind).to.equal('route')
      const declared = createMatcher(['GET /a', 'HEAD /a'].map(route)).match('', '/a', 'HEAD')
      expect(declared).to.deep.include({ kind: 'route', route: route('HEAD /a') })
    })

    it('lists all routes and methods of the path where none has the method', () => {
      for (const method of ['PATCH', 'OPTIONS', 'get', 'BREW', '__proto__']) {
        expect(matcher.match('', '/users/me', method)).to.deep.equal({
          kind: 'wrong-method',
          allow: ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'],
          routes: ['GET /users/me', 'POST /users/:id', 'DELETE /users/*all'].map(route),
          params: withoutPrototype({}),
        })
      }
    })

    it('gives OPTIONS to a route that declares it', () => {
      expect(matcher.match('', '/own', 'OPTIONS')?.kind).to.equal('route')
      expect(matcher.match('', '/own', 'GET')).to.deep.include({ allow: ['PUT', 'OPTIONS'] })
    })
  })

  describe('where only the other form of a trailing slash exists', () => {
    const matcher = createMatcher(
      ['GET /a', 'GET /b/', 'POST /:x/', 'PUT /c/:id', 'GET /f/*p'].map(route),
    )

    it('names the other form, with the route that would answer first', () => {
      expect(matcher.match('', '/b', 'POST')).to.deep.equal({
        kind: 'slash',
        path: '/b/',
        routes: ['POST /:x/', 'GET /b/'].map(route),
        params: withoutPrototype({ x: 'b' }),
      })
      expect(matcher.match('', '/c/1/', 'GET')).to.deep.include({ kind: 'slash', path: '/c/1' })
    })

    it('does so only where nothing is at the path itself', () => {
      expect(matcher.match('', '/a/', 'GET')).to.deep.include({
        kind: 'wrong-method',
        routes: [route('POST /:x/')],
      })
    })

    it('knows no other form of / and of the start of a wildcard', () => {
      expect(matcher.match('', '/', 'GET')).to.equal(undefined)
      expect(createMatcher([route('GET /f/*p')]).match('', '/f', 'GET')).to.equal(undefined)
    })
  })

  describe('by host', () => {
    const own = { ...route('POST /hook/:id'), hosts: ['hook.example', 'hook.test'] }
    const matcher = createMatcher([own, route('GET /')])

    it('lets only its endpoint answer at a host, at /, without parameters', () => {
      expect(matcher.match('hook.test', '/', 'POST')).to.deep.equal({
        kind: 'route',
        route: own,
        params: withoutPrototype({}),
      })
      expect(matcher.match('hook.example', '/', 'GET')).to.deep.include({
        kind: 'wrong-method',
        allow: ['POST', 'OPTIONS'],
        routes: [own],
      })
      expect(matcher.match('hook.example', '/hook/1', 'POST')).to.equal(undefined)
    })

    it('lets the paths decide at every other host', () => {
      expect(matcher.match('other.example', '/', 'GET')?.kind).to.equal('route')
      expect(matcher.match('', '/hook/1', 'POST')?.params).to.include({ id: '1' })
    })
  })

  it('keeps parameters of dangerous names off every prototype', () => {
    const matcher = createMatcher(['GET /a/:__proto__', 'GET /b/:constructor-:toString'].map(route))
    const params = matcher.match('', '/a/x', 'GET')?.params ?? {}
    expect(Object.getPrototypeOf(params)).to.equal(null)
    expect(Object.entries(params)).to.deep.equal([['__proto__', 'x']])
    expect(Object.keys(matcher.match('', '/b/x-y', 'GET')?.params ?? {})).to.have.length(2)
    expect('x' in {}).to.equal(false)
  })

  it('matches a static path without making anything', () => {
    const matcher = createMatcher(['GET /a', 'GET /b'].map(route))
    expect(matcher.match('', '/a', 'GET')).to.equal(matcher.match('', '/a', 'GET'))
    expect(matcher.match('', '/a', 'GET')).to.satisfy(Object.isFrozen)
  })

  it('never throws, on paths that are not canonical either', () => {
    const matcher = createMatcher(['GET /:a', 'GET /:a-:b/*c', 'GET /x/*y/z'].map(route))
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (path, method) => {
        for (const prefix of ['', '/', '/x/%', '/a-b/']) {
          matcher.match(path, prefix + path, 'GET')
          matcher.match('', prefix + path, method)
        }
      }),
      { numRuns: 10_000 },
    )
  })

  it('takes little time for paths that are made to be hard', () => {
    const hard = [
      'GET /:a-:b-:c.:d',
      'GET /*a/:b-:c/x',
      'GET /:a.*b-:c/y',
      'GET /p{/:a}{-:b}{-:c}/*d/x',
    ]
    const matcher = createMatcher(hard.map(route))
    const paths = ['-', '.', 'a', '/a', '-.', '/-', 'a-/', '%2D'].flatMap((piece) => {
      const text = piece.repeat(16_384 / piece.length)
      return [`/${text}`, `/p${text}`, `/p/${text}/x/`, `/a.${text}!`]
    })
    const start = performance.now()
    for (const path of paths) matcher.match('', path, 'GET')
    expect(performance.now() - start).to.be.below(1000)
  })
})

/** `GET /path` as a route. */
function route(line: string): Matchable {
  const [method = '', path = ''] = line.split(' ')
  return { methods: [method as HttpMethod], path, hosts: [] }
}

function withoutPrototype(params: Record<string, string>): Record<string, string> {
  return Object.assign(Object.create(null), params)
}
