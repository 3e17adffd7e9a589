import {
  type HandlerClass,
  InvalidEndpointError,
  Param as PorticoParam,
  Body as PorticoBody,
  QueryParam as PorticoQueryParam,
  enter,
  fastapiEndpoint,
} from '@portico/sdk'
// Its class is what TypeScript emits for the parameter.
// oxlint-disable-next-line typescript/consistent-type-imports
import { Upload } from '@portico/sdk'
import { expect } from 'chai'
import {
  Authorized,
  CurrentUser,
  Get,
  JsonController,
  Method,
  Param,
  Post,
  Render,
  UploadedFile,
  UseBefore,
} from 'routing-controllers'

import { readControllers } from './read-controllers.js'

describe('readControllers refuses at load', () => {
  it('what would leave an action open', () => {
    @JsonController()
    class OnMethod {
      @Authorized() @Get('/a') guarded() {}
    }
    @Authorized(['admin'])
    @JsonController()
    class OnClass {
      @Get('/b') guarded() {}
    }
    @JsonController()
    class User {
      @Get('/c') me(@CurrentUser() _user: unknown) {}
    }
    expect(refusal(OnMethod)).to.match(/^OnMethod\.guarded has @Authorized\(\)/)
    expect(refusal(OnClass)).to.match(/^OnClass\.guarded has @Authorized\(\)/)
    expect(refusal(User)).to.match(/^User\.me has @CurrentUser\(\)/)
  })

  it('protection that routing-controllers does not inherit', () => {
    class Base {
      @Authorized() @Get('/a') guarded() {}
    }
    @Authorized()
    class GuardedBase {
      @Get('/b') inherited() {}
    }
    class UsingBase {
      @UseBefore(() => {}) @Get('/c') used() {}
    }
    class TakingBase {
      @Get('/d/:id') one(@Param('id') _id: string) {}
    }
    @JsonController()
    class A extends Base {}
    @Authorized()
    @JsonController()
    class Weaker extends Base {}
    @JsonController()
    class B extends GuardedBase {
      @Get('/own') own() {}
    }
    @JsonController()
    class C extends UsingBase {}
    @JsonController()
    class D extends TakingBase {}
    const options = { authorizationChecker: () => true }
    expect(refusal(A, options)).to.match(/^A\.guarded loses @Authorized\(\) of Base/)
    expect(refusal(Weaker, options)).to.match(/^Weaker\.guarded loses @Authorized\(\) of Base/)
    expect(refusal(B, options)).to.match(/^B\.\w+ loses @Authorized\(\) of GuardedBase/)
    expect(refusal(C)).to.match(/^C\.used loses @UseBefore\(\)/)
    expect(refusal(D)).to.match(/^D\.one loses the parameter decorators of TakingBase/)
  })

  it('an action of a class that is no controller, unless a controller extends it', () => {
    class Template {
      @Get('/all') all() {}
    }
    @JsonController('/products')
    class Products extends Template {}
    expect(refusal(Template)).to.contain('put @JsonController() on the class')
    expect(readControllers([Template, Products]).map(({ path }) => path)).to.deep.equal([
      '/products/all',
    ])
  })

  it('decorators that are not implemented, by their names', () => {
    @JsonController()
    class Files {
      @Post('/a') one(@UploadedFile('a', { options: { dest: '/tmp' } }) _file: unknown) {}
    }
    @JsonController()
    class TypedFile {
      @Post('/a') one(@UploadedFile('a') _file: Upload) {}
    }
    @JsonController()
    class Rendered {
      @Render('page.html') @Get('/a') page() {}
    }
    @JsonController()
    class Purge {
      @Method('purge', '/a') purge() {}
    }
    expect(refusal(Files)).to.contain('Files.one has @UploadedFile() with options of multer')
    expect(refusal(TypedFile)).to.contain('TypedFile.one has @UploadedFile() with the type Upload')
    expect(refusal(Rendered)).to.contain('Rendered.page has @Render()')
    expect(refusal(Purge)).to.contain('Purge.purge answers PURGE')
  })

  it('paths that are no templates', () => {
    @JsonController()
    class Pattern {
      @Get(/^\/a/) pattern() {}
    }
    @JsonController('/x')
    class Prefixed {
      @Get(/a/) pattern() {}
    }
    @JsonController('users')
    class Relative {
      @Get() list() {}
    }
    expect(refusal(Pattern)).to.contain('Pattern.pattern has a regular expression')
    expect(refusal(Prefixed)).to.contain('Prefixed.pattern has a regular expression')
    expect(refusal(Relative)).to.contain("write '/users'")
  })

  it('rules that routing-controllers would ignore', () => {
    @JsonController()
    class Limited {
      @Get('/a') list(@PorticoQueryParam('limit', { max: 10, type: Number }) _limit: number) {}
    }
    @JsonController()
    class Path {
      @Get('/a/:id') one(@PorticoParam('id', { type: Number }) _id: number) {}
    }
    @JsonController()
    class Typed {
      @Get('/a') list(@PorticoQueryParam('limit', { type: Number }) _limit: number) {}
    }
    @JsonController()
    class Union {
      @Post('/a') add(
        @PorticoBody({ discriminator: { property: 'a', subTypes: [] } }) _a: object,
      ) {}
    }
    expect(refusal(Union)).to.match(/^Union\.add has a parameter with discriminator, /)
    expect(refusal(Limited)).to.match(/^Limited\.list has a parameter with max, .*@fastapiEndpoint/)
    expect(refusal(Path)).to.match(/^Path\.one has a parameter with type, /)
    expect(readControllers([Typed])).to.have.lengthOf(1)
  })

  it('options that have another place, and such as would be ignored', () => {
    @JsonController()
    class Plain {
      @Get('/a') one() {}
    }
    const instead = {
      controllers: [[Plain], 'give them as handlers'],
      cors: [true, "use: [{ use: cors(), before: 'guards' }]"],
      defaultErrorHandler: [false, 'errorMappers'],
      development: [true, 'leave it out'],
      authorisationChecker: [() => true, 'write one of authorizationChecker, classToPlain'],
      middlewares: [['dist/middlewares/*.js'], 'takes classes and not the names of files'],
      interceptors: [['dist/interceptors/*.js'], 'takes classes and not the names of files'],
    }
    for (const [name, [value, sentence]] of Object.entries(instead)) {
      const message = refusal(Plain, { [name]: value })
      expect(message).to.contain(name)
      expect(message).to.contain(sentence)
    }
  })

  it('two jobs for one method', () => {
    @JsonController()
    class Two {
      @fastapiEndpoint() @Get('/a') both() {}
    }
    @JsonController()
    class Hook {
      @enter() @Get('/a') start() {}
    }
    expect(refusal(Two)).to.contain('Two.both has two web decorators')
    expect(refusal(Hook)).to.contain('Hook.start has a web decorator and @enter()')
  })
})

function refusal(target: HandlerClass, options = {}): string {
  try {
    readControllers([target], options)
  } catch (error) {
    if (error instanceof InvalidEndpointError) return error.message
    throw error
  }
  return 'was not refused'
}
