import {
  fastapiEndpoint,
  HeaderParam,
  InvalidEndpointError,
  isClass,
  QueryParam,
} from '@portico/sdk'
import { expect } from 'chai'
import { IsString } from 'class-validator'

import type { EndpointShape } from './parameter-site.js'
import { readParameters } from './read-parameters.js'
import { Model, SETTINGS, Wrong } from './wrong-handlers.test.support.js'

const DYNAMIC: string = 'dynamic'
const POST = { method: 'POST' } as const

/** What is refused, and what the message has to say. */
const REFUSED: readonly (readonly [
  handler: string,
  says: string,
  shape?: Partial<EndpointShape>,
])[] = [
  ['array', `"tags": what its array holds can't be seen`],
  ['array', `@QueryParam('tags', { isArray: true }) tags: string[]`],
  ['unknown', `"x": its type can't be seen in what TypeScript emits`],
  ['unknown', `@QueryParam('x', { type: String }) x`],
  ['unknown', `Write @Param('x', { type: String }) x`, { pathParams: ['x'] }],
  ['map', 'nothing in a request is a Map'],
  ['destructured', 'number 1: it is destructured'],
  ['rest', `@QueryParam('tags', { isArray: true }) tags: string[]`],
  ['bare', 'no property of Bare has a class-validator decorator', POST],
  ['bare', '@Body({ validate: false })', POST],
  ['untyped', 'Untyped.inner has @ValidateNested() but no @Type()', POST],
  ['outer', 'no property of Bare has a class-validator decorator', POST],
  ['nestedQuery', 'Nested.inner is a class, which a query string can'],
  ['twoModels', `takes its body more than once, as "model" and "other"`, POST],
  ['modelAndField', `takes its body more than once, as "model" and "x"`, POST],
  ['classInPath', `a part of the path can't be a class`, { pathParams: ['model'] }],
  ['notInPath', `@Param('key') is not in the path, which has :id`, { pathParams: ['id'] }],
  ['notInPath', `@Param('key') is not in the path, which has no parameters`],
  ['arrayWithoutFlag', 'Add { isArray: true }'],
  ['classInQuery', `can't be the class Model`],
  ['wrongType', 'its "type" has to be String, Number, Boolean, BigInt or Date'],
  ['parsed', 'parse, transform and validate are not supported'],
  ['minOfString', 'min and max check a number, not a string'],
  ['patternOfNumber', 'check a string, not a number'],
  ['emptyEnum', 'its enum has no values'],
  ['headerArray', 'other places hold a single value'],
  ['headersModel', 'Write @HeaderParam(…) for each value'],
  ['queryOfStrings', '@QueryParams() takes one class'],
  ['bodyOfAnything', '{ validate: false } to take it unchecked', POST],
  ['bodyOfNumber', `a whole body can't be a number`, POST],
  ['bodyOfArray', 'Add { type: Item }', POST],
  ['bodyOptions', 'Use maxBodyBytes', POST],
  ['twice', 'it has two parameter decorators'],
  ['callerTwice', 'it has two parameter decorators'],
  ['decoratedRest', 'Remove the three dots'],
  ['file', `@UploadedFile() reads a body, which GET endpoints don't have`],
  ['files', `@UploadedFiles() reads a body, which GET endpoints don't have`],
  ['user', '@CurrentUser() needs a checker'],
  ['session', '@Session() is not supported yet'],
  ['sessionParam', '@SessionParam() is not supported yet'],
  ['custom', 'createParamDecorator() is not supported yet'],
]

describe('readParameters', () => {
  for (const [handler, says, shape] of REFUSED) {
    it(`refuses ${handler}: ${says}`, () => {
      expect(() => read(Wrong, handler, shape))
        .to.throw(InvalidEndpointError)
        .with.property('message')
        .that.includes(`Wrong.${handler}`)
        .and.includes(says)
    })
  }

  it('takes the emitted type where a default is not a literal', () => {
    class Handlers {
      @fastapiEndpoint()
      handle(x: number = SETTINGS.limit) {
        return x
      }
    }
    expect({ specs: read(Handlers, 'handle') }).to.have.nested.include({
      'specs[0].type': 'number',
      'specs[0].required': false,
    })
  })

  it('refuses parameters whose types were erased', () => {
    class Handlers {
      handle(x: number) {
        return x
      }
    }
    expect(() => read(Handlers, 'handle')).to.throw(
      InvalidEndpointError,
      /Handlers\.handle, parameter "x": .*emitDecoratorMetadata/,
    )
  })

  it('takes the type of a literal default where types were erased, as in JavaScript', () => {
    class Handlers {
      handle(x = 4, loud = false) {
        return [x, loud]
      }
    }
    expect({ specs: read(Handlers, 'handle') }).to.have.nested.include({
      'specs[0].type': 'number',
      'specs[0].required': false,
      'specs[1].type': 'boolean',
    })
  })

  it('takes erased types where every parameter has a decorator, as in JavaScript', () => {
    class Handlers {
      handle(x: unknown, y: unknown) {
        return [x, y]
      }
    }
    decorate(QueryParam('x', { type: Number }), Handlers, 0)
    decorate(HeaderParam('y'), Handlers, 1)
    expect({ specs: read(Handlers, 'handle') }).to.have.nested.include({
      'specs[0].type': 'number',
      'specs[1].type': 'string',
      'specs[1].required': false,
    })
  })

  it('refuses a method whose source can not be read', () => {
    class Handlers {
      @fastapiEndpoint()
      handle(x: number) {
        return x
      }
    }
    Handlers.prototype.handle = Handlers.prototype.handle.bind(new Handlers())
    expect(() => read(Handlers, 'handle')).to.throw(
      InvalidEndpointError,
      /number 1: its name can't be read from the method's source/,
    )
  })

  it('refuses a wrapper that hides the parameters', () => {
    class Handlers {
      @fastapiEndpoint()
      handle(x: number) {
        return x
      }
    }
    const { handle } = Handlers.prototype
    Handlers.prototype.handle = function wrapped(...args) {
      return handle.apply(this, args)
    }
    expect(() => read(Handlers, 'handle')).to.throw(InvalidEndpointError, /rest parameter/)
  })

  it('reads methods however they are written', () => {
    class Handlers {
      #secret = 1

      @fastapiEndpoint()
      async async(x = 1) {
        return Promise.resolve(x + this.#secret)
      }

      @fastapiEndpoint()
      *generator(x = 1) {
        yield [x, import.meta.url]
      }

      @fastapiEndpoint()
      get(x = 1) {
        return x
      }

      @fastapiEndpoint()
      [DYNAMIC](x = 1) {
        return x
      }

      @fastapiEndpoint()
      '1 (a, b) => {}'(x = 1) {
        return x
      }
    }
    for (const handler of ['async', 'generator', 'get', DYNAMIC, '1 (a, b) => {}']) {
      expect({ specs: read(Handlers, handler) }, handler).to.have.nested.include({
        'specs[0].name': 'x',
        'specs[0].type': 'number',
      })
    }
  })

  it('reads a function that replaced the method', () => {
    class Handlers {
      @fastapiEndpoint()
      handle(x: number) {
        return x
      }
    }
    for (const replacement of [
      (page: number) => page,
      function handle(page: number) {
        return page
      },
    ]) {
      Handlers.prototype.handle = replacement
      expect({ specs: read(Handlers, 'handle') }).to.have.nested.include({
        'specs[0].name': 'page',
      })
    }
  })

  it('takes decorators from the nearest ancestor that has any', () => {
    class Base {
      @fastapiEndpoint()
      handle(@QueryParam('base', { min: 1 }) x: number) {
        return x
      }
    }
    class Same extends Base {
      override handle(x: number) {
        return x + 1
      }
    }
    class Own extends Base {
      @fastapiEndpoint()
      override handle(@QueryParam('own') x: number) {
        return x
      }
    }
    expect({ specs: read(Same, 'handle') }).to.have.nested.include({
      'specs[0].name': 'base',
      'specs[0].rules.min': 1,
    })
    expect({ specs: read(Own, 'handle') }).to.have.nested.include({ 'specs[0].name': 'own' })
    expect({ specs: read(Own, 'handle') }).not.to.have.nested.property('specs[0].rules.min')
  })

  it('knows properties that ancestors of a model declare', () => {
    class Child extends Model {
      @IsString()
      more!: string
    }
    class Handlers {
      @fastapiEndpoint(POST)
      handle(child: Child) {
        return child
      }
    }
    expect(() => read(Handlers, 'handle', POST)).not.to.throw()
  })
})

function read(
  target: Parameters<typeof readParameters>[0],
  handler: string,
  shape: Partial<EndpointShape> = {},
) {
  return readParameters(target, handler, { method: 'GET', pathParams: [], ...shape })
}

function decorate(decorator: ParameterDecorator, target: unknown, index: number): void {
  if (isClass(target)) decorator(target.prototype, 'handle', index)
}
