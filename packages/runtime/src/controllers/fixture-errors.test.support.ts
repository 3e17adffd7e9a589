import '@portico/sdk'
import type { Context } from 'koa'
import {
  BadRequestError,
  Controller,
  Ctx,
  ForbiddenError,
  Get,
  Header,
  HttpError,
  JsonController,
  NotFoundError,
  Param,
} from 'routing-controllers'

export class TeapotError extends HttpError {
  readonly hint = 'use a kettle'
  override name = 'TeapotError'
  constructor() {
    super(418, 'short and stout')
  }
}

class ShapedError extends BadRequestError {
  toJSON() {
    return { code: 'shaped', status: this.httpCode }
  }
}

@JsonController('/errors')
export class Errors {
  @Get('/not-found') notFound() {
    throw new NotFoundError('no such user')
  }
  @Get('/bare') bare() {
    throw new ForbiddenError()
  }
  @Get('/teapot') async teapot() {
    throw new TeapotError()
  }
  @Get('/shaped') shaped() {
    throw new ShapedError('x')
  }
  @Get('/unavailable') unavailable() {
    throw new HttpError(503, 'busy')
  }
  @Header('X-One', '1') @Get('/with-header') withHeader() {
    throw new BadRequestError('bad')
  }
  @Get('/internal') internal() {
    throw new Error('the database password is hunter2')
  }
  @Get('/internal-later') async later() {
    throw new TypeError('the database password is hunter2')
  }
  @Get('/upstream') upstream() {
    throw Object.assign(new Error('upstream is at 10.0.0.7'), { status: 404 })
  }
  @Get('/thrown-by-koa') byKoa(@Ctx() ctx: Context) {
    ctx.throw(409, 'taken')
  }
}

@Controller('/pages')
export class Pages {
  @Get('/') index() {
    return '<h1>Hi</h1>'
  }
  @Get('/json') json() {
    return { a: 1 }
  }
  @Get('/undefined') nothing() {}
  @Get('/error') error() {
    throw new BadRequestError('bad text')
  }
  @Get('/bare') bare() {
    throw new ForbiddenError()
  }
  @Get('/number/:n') number(@Param('n') n: number) {
    return `n=${n}`
  }
}
