import {
  type HandlerClass,
  fastapiEndpoint,
  publicEndpoint,
  requiresProxyAuth,
  routePrefix,
} from '@portico/sdk'
import { expect } from 'chai'
import { Controller, Get } from 'routing-controllers'

import { buildManifest, unstatedEndpoints } from './build-manifest.js'
import type { ManifestOptions } from './manifest-options.js'
import type { Manifest, ManifestEndpoint } from './manifest.js'

const FILE = `${process.cwd()}/app.ts`

function build(classes: readonly HandlerClass[], options: ManifestOptions = {}): Manifest {
  const sources = classes.map((target) => ({ target, file: FILE }))
  return buildManifest(sources, { app: 'shop', ...options })
}

function only(target: HandlerClass, options: ManifestOptions = {}): ManifestEndpoint {
  const [endpoint] = build([target], options).endpoints
  if (endpoint === undefined) throw new Error('the manifest is empty')
  return endpoint
}

function refusal(...classes: readonly HandlerClass[]): string {
  try {
    build(classes)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  return 'was not refused'
}

describe('buildManifest addresses endpoints', () => {
  it('by the names of app, class and method', () => {
    class Greeter {
      @fastapiEndpoint()
      sayHello() {}
    }
    expect(only(Greeter)).to.include({
      name: 'Greeter.sayHello',
      path: '/say-hello',
      label: 'shop-greeter-sayhello',
    })
  })

  it('by the name of the class alone, where the class is decorated', () => {
    @fastapiEndpoint({ method: 'POST' })
    class SendMail {
      handle() {}
    }
    const endpoint = only(SendMail)
    expect(endpoint).to.include({
      name: 'SendMail.handle',
      path: '/send-mail',
      label: 'shop-sendmail',
    })
    expect(endpoint.methods).to.deep.equal(['POST'])
  })

  it('below the prefix of the class', () => {
    @routePrefix('/v1')
    class Greeter {
      @fastapiEndpoint()
      hello() {}

      @fastapiEndpoint({ path: '/' })
      root() {}

      @fastapiEndpoint({ path: '/users/:id' })
      user() {}
    }
    const paths = build([Greeter]).endpoints.map(({ path }) => path)
    expect(paths).to.deep.equal(['/v1/hello', '/v1', '/v1/users/:id'])
  })

  it('at the root, where the path says so', () => {
    class Greeter {
      @fastapiEndpoint({ path: '/', label: 'hi' })
      hello() {}
    }
    expect(only(Greeter)).to.include({ path: '/', label: 'hi' })
  })

  it('at hosts of their own', () => {
    class Greeter {
      @fastapiEndpoint({ label: 'hi', customDomains: ['API.example.org', 'api.example.org'] })
      hello() {}
    }
    const options = { domain: 'Example.com', workspace: 'acme', webSuffix: 'dev' }
    expect(only(Greeter, options).hosts).to.deep.equal([
      'acme-dev--hi.example.com',
      'api.example.org',
    ])
    expect(only(Greeter).hosts).to.deep.equal(['api.example.org'])
  })

  it('of plain controllers too, each action of a method with a label of its own', () => {
    @Controller('/plain')
    class Plain {
      @Get('/one')
      @Get('/two')
      read() {}
    }
    const { endpoints } = build([Plain])
    expect(endpoints.map(({ kind }) => kind)).to.deep.equal(['controller', 'controller'])
    expect(endpoints.map(({ path }) => path)).to.have.members(['/plain/one', '/plain/two'])
    expect(endpoints.map(({ label }) => label)).to.deep.equal([
      'shop-plain-read',
      'shop-plain-read-2',
    ])
  })

  it('once, where a class is handed over twice', () => {
    class Greeter {
      @fastapiEndpoint()
      hello() {}
    }
    expect(build([Greeter, Greeter]).handlers).to.have.lengthOf(1)
  })
})

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

  it('two routes of the same method and shape', () => {
    class First {
      @fastapiEndpoint({ path: '/a/:x' })
      one() {}
    }
    class Second {
      @fastapiEndpoint({ path: '/a/:y' })
      two() {}
    }
    expect(refusal(First, Second)).to.equal(
      'app.ts: First.one (/a/:x) and app.ts: Second.two (/a/:y) both answer GET at "/a/:y": change one of them',
    )
  })

  it('a parent that is exported beside its child', () => {
    class Parent {
      @fastapiEndpoint()
      hello() {}
    }
    class Child extends Parent {}
    expect(refusal(Parent, Child)).to.match(/: don't export Parent$/)
  })

  it('a path in the old syntax, and shows the new one', () => {
    class Greeter {
      @fastapiEndpoint({ path: '/files/(.*)' })
      file() {}
    }
    expect(refusal(Greeter)).to.match(
      /^app\.ts: Greeter\.file: Path "\/files\/\(\.\*\)" is in the old path syntax: write "\/files\/\*\w+"/,
    )
  })

  it('two endpoints with one label', () => {
    class Greeter {
      @fastapiEndpoint({ label: 'hi' })
      one() {}

      @fastapiEndpoint({ label: 'hi' })
      two() {}
    }
    expect(refusal(Greeter)).to.equal(
      "app.ts: Greeter.one (/one) and app.ts: Greeter.two (/two) both have the label 'hi': write another label on one of them",
    )
  })

  it('two endpoints at one host', () => {
    class Greeter {
      @fastapiEndpoint({ customDomains: ['api.example.com'] })
      one() {}

      @fastapiEndpoint({ customDomains: ['API.example.com'] })
      two() {}
    }
    expect(refusal(Greeter)).to.equal(
      'app.ts: Greeter.one (/one) and app.ts: Greeter.two (/two) both answer at the host "api.example.com": change one of them',
    )
  })

  it('a custom domain that is an address', () => {
    class Greeter {
      @fastapiEndpoint({ customDomains: ['https://api.example.com:8080/'] })
      hello() {}
    }
    expect(refusal(Greeter)).to.equal(
      "app.ts: Greeter.hello: customDomains takes host names without scheme, port and path, not 'https://api.example.com:8080/': write 'api.example.com'",
    )
  })

  it('names that make no label', () => {
    class Grüße {
      @fastapiEndpoint({ path: '/a' })
      你好() {}
    }
    expect(only(Grüße).label).to.equal('shop-gr-e')
    class 问候 {
      @fastapiEndpoint({ path: '/a' })
      你好() {}
    }
    expect(() => only(问候, { app: '店' })).to.throw(
      "app.ts: 问候.你好: its names make no label, which needs a-z or 0-9: write one, such as label: 'hello', or another name of the app",
    )
  })

  it('an action of routing-controllers that has a web decorator too', () => {
    @Controller()
    class Both {
      @fastapiEndpoint()
      @Get('/both')
      hello() {}
    }
    expect(refusal(Both)).to.equal(
      'app.ts: Both.hello has two web decorators. Keep one, and write a second method for the other.',
    )
  })

  it('a class without an endpoint', () => {
    class Plain {}
    expect(refusal(Plain)).to.equal(
      'app.ts: Plain has no endpoint: put @fastapiEndpoint() on a method',
    )
  })

  it('a domain that is an address', () => {
    class Greeter {
      @fastapiEndpoint()
      hello() {}
    }
    expect(() => build([Greeter], { domain: 'https://example.com' })).to.throw(
      "domain must be a host name such as example.com, without scheme, port and path, not 'https://example.com'",
    )
  })
})
