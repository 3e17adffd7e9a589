import { type HandlerClass, fastapiEndpoint, publicEndpoint, requiresProxyAuth } from '@portico/sdk'
import { expect } from 'chai'
import { Controller, Get } from 'routing-controllers'

import { unstatedEndpoints } from './build-manifest.js'
import { build, only, refusal } from './manifest.test.support.js'

describe('buildManifest resolves protection', () => {
  function kindOf(target: HandlerClass): string {
    return only(target).protection.kind
  }

  it('from the method before the class', () => {
    @requiresProxyAuth()
    class Open {
      @fastapiEndpoint({ requiresProxyAuth: false })
      hello() {}
    }
    @publicEndpoint()
    class Closed {
      @fastapiEndpoint()
      @requiresProxyAuth()
      hello() {}
    }
    expect(kindOf(Open)).to.equal('unprotected')
    expect(kindOf(Closed)).to.equal('protected')
  })

  it('from the class, where the method says nothing', () => {
    @requiresProxyAuth()
    class Closed {
      @fastapiEndpoint()
      hello() {}
    }
    class Child extends Closed {}
    expect(kindOf(Closed)).to.equal('protected')
    expect(kindOf(Child)).to.equal('protected')
  })

  it('of a method overridden without a decorator, as its parent says', () => {
    class Parent {
      @fastapiEndpoint({ requiresProxyAuth: true })
      hello() {}
    }
    class Child extends Parent {
      override hello() {}
    }
    expect(kindOf(Child)).to.equal('protected')
  })

  it('of an overridden method that says it is open', () => {
    class Parent {
      @fastapiEndpoint({ requiresProxyAuth: true })
      hello() {}
    }
    class Child extends Parent {
      @fastapiEndpoint({ requiresProxyAuth: false })
      override hello() {}
    }
    expect(kindOf(Child)).to.equal('unprotected')
  })

  it('of an overridden action of a plain controller, as its parent says', () => {
    class Parent {
      @requiresProxyAuth()
      @Get('/a')
      hello() {}
    }
    @Controller()
    class Child extends Parent {
      @Get('/b')
      override hello() {}
    }
    const { endpoints } = build([Child])
    expect(endpoints.length).to.be.greaterThan(0)
    for (const { protection } of endpoints) expect(protection.kind).to.equal('protected')
  })

  it('of all actions of a protected controller', () => {
    @requiresProxyAuth()
    @Controller()
    class Plain {
      @Get('/closed')
      closed() {}

      @publicEndpoint()
      @Get('/open')
      open() {}
    }
    const kinds = build([Plain]).endpoints.map(({ handler, protection }) => [
      handler,
      protection.kind,
    ])
    expect(kinds).to.have.deep.members([
      ['closed', 'protected'],
      ['open', 'public'],
    ])
  })

  it('and lists what is open without being meant to be', () => {
    class Greeter {
      @fastapiEndpoint({ requiresProxyAuth: true })
      closed() {}

      @fastapiEndpoint({ public: true })
      open() {}

      @fastapiEndpoint({ requiresProxyAuth: false })
      unprotected() {}

      @fastapiEndpoint()
      unstated() {}
    }
    const names = unstatedEndpoints(build([Greeter])).map(({ handler }) => handler)
    expect(names).to.deep.equal(['unprotected', 'unstated'])
  })
})

describe('buildManifest refuses', () => {
  it('an overriding method that drops its parent’s protection without a word', () => {
    class Parent {
      @fastapiEndpoint({ requiresProxyAuth: true })
      hello() {}
    }
    class Child extends Parent {
      @fastapiEndpoint()
      override hello() {}
    }
    expect(refusal(Child)).to.equal(
      'app.ts: Child.hello: Parent.hello is protected, and this one no longer says so. Write requiresProxyAuth: true, or requiresProxyAuth: false to open it.',
    )
  })

  it('the same below a class that says all its routes are public', () => {
    @requiresProxyAuth()
    class Parent {
      @fastapiEndpoint()
      hello() {}
    }
    @publicEndpoint()
    class Child extends Parent {
      @fastapiEndpoint()
      override hello() {}
    }
    expect(refusal(Child)).to.include('Parent.hello is protected')
  })

  it('the same where a grandparent is protected', () => {
    class Grandparent {
      @fastapiEndpoint()
      @requiresProxyAuth()
      hello() {}
    }
    class Parent extends Grandparent {
      override hello() {}
    }
    class Child extends Parent {
      @fastapiEndpoint()
      override hello() {}
    }
    expect(refusal(Child)).to.include('Parent.hello is protected')
  })

  it('protection that is stated twice', () => {
    class Greeter {
      @fastapiEndpoint({ public: true })
      @requiresProxyAuth()
      hello() {}
    }
    expect(refusal(Greeter)).to.equal(
      'app.ts: Greeter.hello: says twice who may call it. Keep the option of the web decorator, or the decorator beside it.',
    )
  })

  it('protection of a method that is no endpoint', () => {
    class Greeter {
      @fastapiEndpoint()
      hello() {}

      @requiresProxyAuth()
      admin() {}
    }
    expect(refusal(Greeter)).to.equal(
      'app.ts: Greeter.admin: @requiresProxyAuth() and @publicEndpoint() go on endpoints, and this method is none. Add @fastapiEndpoint(), or remove the decorator.',
    )
  })
})
