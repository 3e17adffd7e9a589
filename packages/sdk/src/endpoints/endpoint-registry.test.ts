import { expect } from 'chai'

import { fastapiEndpoint } from '../decorators/fastapi-endpoint.js'
import { requiresProxyAuth } from '../decorators/requires-proxy-auth.js'
import { endpointsOf, ownEndpointsOf } from './endpoint-registry.js'
import { classProtectionOf, ownMethodProtectionOf } from './protection-registry.js'

describe('endpointsOf', () => {
  class Parent {
    @fastapiEndpoint()
    first() {}

    @fastapiEndpoint()
    second() {}
  }

  class Child extends Parent {
    @fastapiEndpoint({ method: 'PUT' })
    override first() {}

    @fastapiEndpoint()
    third() {}
  }

  it("lists ancestors' endpoints first", () => {
    expect(endpointsOf(Child).map(({ handler }) => handler)).to.deep.equal([
      'first',
      'second',
      'third',
    ])
  })

  it("replaces a parent's endpoint by its child's", () => {
    expect(endpointsOf(Child)[0]).to.include({ method: 'PUT' })
  })

  it('leaves the parent as it was', () => {
    expect(endpointsOf(Parent).map(({ method }) => method)).to.deep.equal(['GET', 'GET'])
  })

  it('is apart from what the class itself declares', () => {
    expect(ownEndpointsOf(Child).map(({ handler }) => handler)).to.deep.equal(['first', 'third'])
  })

  it('is empty for a class without endpoints', () => {
    expect(endpointsOf(class {})).to.deep.equal([])
  })
})

describe('the protection of a class', () => {
  @requiresProxyAuth()
  class Parent {
    @requiresProxyAuth()
    hello() {}
  }
  class Child extends Parent {}

  it('is inherited', () => {
    expect(classProtectionOf(Child).kind).to.equal('protected')
    expect(classProtectionOf(class {}).kind).to.equal('unstated')
  })

  it("is apart from a method's, which is told for each class alone", () => {
    expect(ownMethodProtectionOf(Parent, 'hello').kind).to.equal('protected')
    expect(ownMethodProtectionOf(Child, 'hello').kind).to.equal('unstated')
  })
})
