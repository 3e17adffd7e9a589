import { expect } from 'chai'

import type { HandlerClass } from '../endpoints/handler-class.js'
import { lifecycleMethodsOf } from '../endpoints/lifecycle-registry.js'
import { routePrefixOf } from '../endpoints/route-prefix-registry.js'
import { Body } from './body.js'
import { CallerToken } from './caller-token.js'
import { CurrentUser } from './current-user.js'
import { Depends } from './depends.js'
import { fastapiEndpoint } from './fastapi-endpoint.js'
import { Form, FormField } from './form.js'
import { enter, exit } from './lifecycle.js'
import { HeaderParam, Param, QueryParam } from './parameters.js'
import { publicEndpoint } from './public-endpoint.js'
import { requiresProxyAuth } from './requires-proxy-auth.js'
import { routePrefix } from './route-prefix.js'
import { Signal } from './signal.js'
import { UploadedFile, UploadedFiles } from './uploaded-file.js'

/** A decorator as JavaScript sees it: nothing checks what it is put on. */
type Decorator = (...args: readonly unknown[]) => unknown

/** Puts a decorator on `Greeter.hello`, as a compiler does. */
function onMethod(decorator: unknown, target: HandlerClass = greeter()): void {
  const decorate = decorator as Decorator
  decorate(target.prototype, 'hello', Object.getOwnPropertyDescriptor(target.prototype, 'hello'))
}

function greeter(): HandlerClass {
  class Greeter {
    hello() {}
    handle() {}
  }
  return Greeter
}

describe('decorators without parentheses', () => {
  for (const [name, decorator] of Object.entries({
    fastapiEndpoint,
    requiresProxyAuth,
    publicEndpoint,
    enter,
    exit,
  })) {
    it(`are refused: @${name} on a method`, () => {
      expect(() => onMethod(decorator)).to.throw(
        `Write @${name}() with parentheses on Greeter.hello`,
      )
    })
  }

  for (const [name, decorator] of Object.entries({
    fastapiEndpoint,
    requiresProxyAuth,
    publicEndpoint,
  })) {
    it(`are refused: @${name} on a class`, () => {
      const decorate = decorator as Decorator
      expect(() => decorate(greeter())).to.throw(`Write @${name}() with parentheses on Greeter`)
    })
  }

  it('are refused: @routePrefix on a class', () => {
    const decorate = routePrefix as Decorator
    expect(() => decorate(greeter())).to.throw(
      "Write @routePrefix('/v1') with parentheses on Greeter",
    )
  })
})

describe('parameter decorators', () => {
  for (const [name, decorator, example = ''] of [
    ['Body', Body],
    ['CallerToken', CallerToken],
    ['CurrentUser', CurrentUser],
    ['Depends', Depends, 'fn'],
    ['Form', Form],
    ['FormField', FormField, "'name'"],
    ['HeaderParam', HeaderParam, "'name'"],
    ['Param', Param, "'name'"],
    ['QueryParam', QueryParam, "'name'"],
    ['Signal', Signal],
    ['UploadedFile', UploadedFile, "'name'"],
    ['UploadedFiles', UploadedFiles, "'name'"],
  ] as const) {
    it(`are refused without parentheses: @${name}`, () => {
      const decorate = decorator as unknown as Decorator
      expect(() => decorate(greeter().prototype, 'hello', 0)).to.throw(
        `Write @${name}(${example}) with parentheses on Greeter.hello`,
      )
    })
  }

  for (const [name, decorator] of Object.entries({ HeaderParam, Param, QueryParam })) {
    it(`are refused without a name: @${name}()`, () => {
      const make = decorator as unknown as () => Decorator
      expect(() => make()(greeter().prototype, 'hello', 0)).to.throw(
        `Greeter.hello: @${name}() needs a name: write @${name}('name')`,
      )
    })

    it(`are refused with an option that there is not: @${name}()`, () => {
      const make = decorator as (name: string, options: object) => ParameterDecorator
      expect(() => make('x', { maxlength: 5 })(greeter().prototype, 'hello', 0)).to.throw(
        "Greeter.hello: there is no option 'maxlength': use required, isArray, type, enum, min, max, minLength, maxLength, pattern, default",
      )
    })
  }
})

describe('decorators compiled to the ECMAScript standard', () => {
  const settings =
    'was compiled as a standard decorator: write "experimentalDecorators": true and "emitDecoratorMetadata": true under "compilerOptions" in tsconfig.json'

  it('are refused on a method', () => {
    const decorate = fastapiEndpoint() as Decorator
    expect(() => decorate(() => {}, { kind: 'method', name: 'hello' })).to.throw(
      `@fastapiEndpoint() on hello ${settings}`,
    )
  })

  it('are refused on a class', () => {
    const decorate = requiresProxyAuth() as Decorator
    expect(() => decorate(class {}, { kind: 'class', name: 'Greeter' })).to.throw(
      `@requiresProxyAuth() on Greeter ${settings}`,
    )
  })

  it('are refused without parentheses', () => {
    const decorate = enter as Decorator
    expect(() => decorate(() => {}, { kind: 'method', name: 'open' })).to.throw(
      `@enter() on open ${settings}`,
    )
  })
})

describe('decorators in the wrong place', () => {
  it('are refused on a static method', () => {
    const decorate = fastapiEndpoint() as Decorator
    expect(() => decorate(greeter(), 'hello')).to.throw(
      'Greeter.hello is static. @fastapiEndpoint() goes on methods of instances: remove "static".',
    )
  })

  it('are refused on a method whose name is a symbol', () => {
    const decorate = fastapiEndpoint() as Decorator
    expect(() => decorate(greeter().prototype, Symbol('hello'))).to.throw(
      "Greeter.Symbol(hello): @fastapiEndpoint() goes on a class's method whose name is a string",
    )
  })

  it('are refused on a class where only methods are meant', () => {
    const decorate = enter() as Decorator
    expect(() => decorate(greeter())).to.throw('Put @enter() on a method: Greeter is a class')
  })

  it('are refused on a property', () => {
    const decorate = fastapiEndpoint() as Decorator
    expect(() => decorate(greeter().prototype, 'bye')).to.throw(
      'Greeter.bye is not a method. @fastapiEndpoint() goes on methods: write bye() { … }',
    )
  })

  it('are refused on a getter, which is not called', () => {
    const prototype = greeter().prototype
    Object.defineProperty(prototype, 'bye', { get: () => expect.fail('the getter was called') })
    expect(() => (requiresProxyAuth() as Decorator)(prototype, 'bye')).to.throw(
      'Greeter.bye is not a method. @requiresProxyAuth() goes on methods: write bye() { … }',
    )
  })

  it('are refused on the constructor', () => {
    const decorate = CallerToken() as Decorator
    expect(() => decorate(greeter(), undefined, 0)).to.throw(
      'Put @CallerToken() on a method: Greeter is a class',
    )
  })

  it('are refused on a class without the method that would be called', () => {
    class Empty {}
    expect(() => fastapiEndpoint()(Empty)).to.throw(
      'Empty has @fastapiEndpoint() but no method "handle": add one, or decorate a method instead',
    )
  })
})

describe('decorators that contradict each other', () => {
  it('are refused: two web decorators on one method', () => {
    const target = greeter()
    onMethod(fastapiEndpoint(), target)
    expect(() => onMethod(fastapiEndpoint({ path: '/other' }), target)).to.throw(
      'Greeter.hello has two web decorators. Keep one, and write a second method for the other.',
    )
  })

  for (const [name, hook] of [
    ['enter', enter],
    ['exit', exit],
  ] as const) {
    const message = `Greeter.hello has a web decorator and @${name}(). Write two methods.`

    it(`are refused: a web decorator under @${name}`, () => {
      const target = greeter()
      onMethod(fastapiEndpoint(), target)
      expect(() => onMethod(hook(), target)).to.throw(message)
    })

    it(`are refused: a web decorator over @${name}`, () => {
      const target = greeter()
      onMethod(hook(), target)
      expect(() => onMethod(fastapiEndpoint(), target)).to.throw(message)
    })
  }

  it('are refused: two words on who may call', () => {
    const method = greeter()
    onMethod(publicEndpoint(), method)
    expect(() => onMethod(requiresProxyAuth(), method)).to.throw(
      'Greeter.hello says twice who may call it. Keep one of @requiresProxyAuth() and @publicEndpoint().',
    )

    const target = greeter()
    requiresProxyAuth()(target)
    expect(() => publicEndpoint()(target)).to.throw('Greeter says twice who may call it.')
  })
})

describe('@routePrefix', () => {
  it('is inherited, and replaced by the nearest', () => {
    @routePrefix('/v1')
    class Parent {}
    class Child extends Parent {}
    @routePrefix('/v2/:tenant')
    class Grandchild extends Child {}

    expect([Parent, Child, Grandchild].map(routePrefixOf)).to.deep.equal([
      '/v1',
      '/v1',
      '/v2/:tenant',
    ])
    expect(routePrefixOf(greeter())).to.equal('')
  })

  for (const prefix of ['v1', '/v1/', '/', '', 7]) {
    it(`refuses ${JSON.stringify(prefix)}`, () => {
      const decorate = (routePrefix as Decorator)(prefix) as Decorator
      expect(() => decorate(greeter())).to.throw(
        `Greeter: @routePrefix('/v1') takes a path that starts with a slash and doesn't end with one, not '${prefix}'`,
      )
    })
  }

  it('is refused on a method', () => {
    expect(() => onMethod(routePrefix('/v1'))).to.throw(
      "Greeter.hello: @routePrefix() goes on the class. Write the whole path here, such as @fastapiEndpoint({ path: '/v1/hello' }).",
    )
  })
})

describe('@enter and @exit', () => {
  it("run ancestors' methods first, each once", () => {
    class Parent {
      @enter()
      open() {}

      @exit()
      close() {}
    }
    class Child extends Parent {
      @enter()
      warmUp() {}

      @enter()
      override open() {}
    }
    expect(lifecycleMethodsOf(Child, 'enter')).to.deep.equal(['open', 'warmUp'])
    expect(lifecycleMethodsOf(Child, 'exit')).to.deep.equal(['close'])
    expect(lifecycleMethodsOf(Parent, 'enter')).to.deep.equal(['open'])
  })

  it('change sides where a child says so', () => {
    class Parent {
      @enter()
      run() {}
    }
    class Child extends Parent {
      @exit()
      override run() {}
    }
    expect(lifecycleMethodsOf(Child, 'enter')).to.deep.equal([])
    expect(lifecycleMethodsOf(Child, 'exit')).to.deep.equal(['run'])
  })
})
