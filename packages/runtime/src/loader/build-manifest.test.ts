import { fastapiEndpoint, routePrefix } from '@portico/sdk'
import { expect } from 'chai'
import { Controller, Get } from 'routing-controllers'

import { build, only, refusal } from './manifest.test.support.js'

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

describe('buildManifest refuses', () => {
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

  for (const [path, ours] of [
    ['/users/{id}', '/users/:id'],
    ['/{shop}/files/{name}.{ending}', '/:shop/files/:name.:ending'],
    ['/files/{rest:path}', '/files/*rest'],
  ] as const) {
    it(`a path in FastAPI's syntax, and shows ours: ${path}`, () => {
      class Greeter {
        @fastapiEndpoint({ path })
        file() {}
      }
      expect(refusal(Greeter)).to.equal(
        `app.ts: Greeter.file: Path "${path}" is in FastAPI's syntax: write "${ours}"`,
      )
    })
  }

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

  it('a name that makes no path', () => {
    class Greeter {
      @fastapiEndpoint()
      $() {}
    }
    expect(refusal(Greeter)).to.equal(
      "app.ts: Greeter.$: its name makes no path: write one, such as path: '/hello'",
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
