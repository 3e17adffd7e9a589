import type { HttpMethod } from '@portico/sdk'
import { expect } from 'chai'

import type { Matchable } from './match.js'
import { createMatcher } from './matcher.js'
import { findRouteConflict } from './route-conflict.js'

describe('findRouteConflict', () => {
  it('finds two routes of the same method and shape, whatever their parameters are called', () => {
    const left = route('GET', '/a/:x')
    const right = route('GET', '/a/:y')
    expect(findRouteConflict([route('POST', '/a/:x'), left, right])).to.deep.equal({
      left,
      right,
      reason: 'both answer GET at "/a/:y"',
    })
  })

  it('finds shapes that only an optional group has in common, and spellings of one text', () => {
    expect(findRouteConflict([route('GET', '/a{/:x}'), route('GET', '/a')])).to.not.equal(undefined)
    expect(findRouteConflict([route('GET', '/é'), route('GET', '/%c3%a9')])).to.not.equal(undefined)
  })

  it('finds two routes at one host', () => {
    const conflict = findRouteConflict([
      route('GET', '/a', 'a.example'),
      route('GET', '/b', 'a.example'),
    ])
    expect(conflict?.reason).to.equal('both answer at the host "a.example"')
  })

  it('leaves alone what differs in method, text, trailing slash or kind of parameter', () => {
    const routes = [
      route('GET', '/a'),
      route('HEAD', '/a'),
      route('GET', '/a/'),
      route('GET', '/A'),
      route('GET', '/:x'),
      route('GET', '/*x'),
      route('GET', '/:x-:y'),
      route('GET', '/b{/b}{/b}'),
    ]
    expect(findRouteConflict(routes)).to.equal(undefined)
  })

  it('stops a matcher from being made', () => {
    expect(() => createMatcher([route('GET', '/a/:x'), route('GET', '/a/:y')])).to.throw(
      'Two routes both answer GET at "/a/:y"',
    )
  })
})

function route(method: HttpMethod, path: string, ...hosts: string[]): Matchable {
  return { methods: [method], path, hosts }
}
