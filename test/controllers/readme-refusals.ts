import type { ControllersOptions, HandlerClass } from '@portico/sdk'
import {
  Authorized,
  Controller,
  CurrentUser,
  Get,
  JsonController,
  Method,
  Post,
  Render,
  UploadedFile,
  UseBefore,
} from 'routing-controllers'

/** An example that can't be served, and what is said of it when it is loaded. */
export interface ReadmeRefusal {
  /** The heading in the README. */
  readonly section: string
  readonly handlers: readonly HandlerClass[]
  /** JavaScript may give any. */
  readonly options?: ControllersOptions | object
  readonly sentence: string
}

@JsonController('/plain')
class Plain {
  @Get('/') one() {}
}

@Controller('/rendered')
class Rendered {
  @Get('/') @Render('index.html') page() {
    return { title: 'a' }
  }
}

const fileUploadOptions = () => ({
  storage: { _handleFile: () => undefined },
  fileFilter: () => undefined,
  limits: { fieldNameSize: 255, fileSize: 2_097_152 },
})

@JsonController('/stored')
class Stored {
  @Post('/') save(@UploadedFile('map', { options: fileUploadOptions() }) _file: unknown) {}
}

@JsonController('/pattern')
class Pattern {
  @Get(/^\/a+$/) pattern() {}
}

@JsonController('/moved')
class Moved {
  @Method('move', '/') move() {}
}

function expressLogging(_request: unknown, _response: unknown, next: () => unknown): unknown {
  return next()
}

class ExpressClass {
  use(_request: unknown, _response: unknown, next: () => unknown): unknown {
    return next()
  }
}

@JsonController('/express')
class OfExpress {
  @Get('/') @UseBefore(expressLogging) one() {}
}

@JsonController('/express-class')
@UseBefore(ExpressClass)
class OfExpressClass {
  @Get('/') one() {}
}

@JsonController('/guarded')
class Guarded {
  @Authorized() @Get('/') one() {}
}

@JsonController('/mine')
class Mine {
  @Get('/') one(@CurrentUser() _user: unknown) {}
}

const plain = [Plain]

export const README_REFUSALS: readonly ReadmeRefusal[] = [
  {
    ...{ section: 'Load all controllers from the given directory', handlers: plain },
    ...{ options: { controllers: ['controllers/*.js'] }, sentence: 'give them as handlers' },
  },
  {
    ...{ section: 'Render templates', handlers: [Rendered] },
    sentence: 'render the page in the method and return the text',
  },
  {
    ...{ section: 'Inject uploaded file', handlers: [Stored] },
    sentence: "write @UploadedFile('map', { maxBytes, storage, mimeTypes }) of @portico/sdk",
  },
  {
    ...{ section: 'Enable CORS', handlers: plain, options: { cors: true } },
    sentence: "use: [{ use: cors(), before: 'guards' }]",
  },
  {
    ...{ section: 'Creating your own express middleware', handlers: [OfExpress] },
    sentence: 'expressLogging is middleware for Express, with 3 parameters: write (ctx, next)',
  },
  {
    ...{ section: 'Creating your own express middleware', handlers: [OfExpressClass] },
    sentence: 'ExpressClass.use is middleware for Express',
  },
  {
    ...{ section: 'Error handlers', handlers: plain, options: { defaultErrorHandler: false } },
    sentence: 'errorMappers',
  },
  {
    ...{ section: 'Loading middlewares and controllers from directories', handlers: plain },
    options: { middlewares: ['middlewares/*.js'] },
    sentence: 'takes classes and not the names of files',
  },
  {
    ...{ section: '@Authorized decorator', handlers: [Guarded] },
    sentence: 'needs an authorizationChecker',
  },
  {
    ...{ section: '@CurrentUser decorator', handlers: [Mine] },
    sentence: 'needs a currentUserChecker',
  },
  {
    ...{ section: 'Controller Method Decorators', handlers: [Pattern] },
    sentence: 'has a regular expression as its path: write a template',
  },
  {
    ...{ section: 'Controller Method Decorators', handlers: [Moved] },
    sentence: "answers MOVE, which isn't served",
  },
]
