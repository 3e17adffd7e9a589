import { Readable } from 'node:stream'

import '@portico/sdk'
import { Exclude, Expose } from 'class-transformer'
import type { Context } from 'koa'
import {
  ContentType,
  Ctx,
  Get,
  Header,
  HttpCode,
  JsonController,
  Location,
  NotFoundError,
  OnNull,
  OnUndefined,
  Post,
  Redirect,
  Res,
} from 'routing-controllers'

import { TeapotError } from './fixture-errors.test.support.js'

class Secretive {
  @Expose() id = 1
  @Exclude() password = 'hunter2'
}

@JsonController('/answers')
export class Answers {
  @HttpCode(201) @Post('/created') created() {
    return { ok: true }
  }
  @Get('/undefined') nothing() {}
  @Get('/null') null() {
    return null
  }
  @OnNull(410) @Get('/null-410') gone() {
    return null
  }
  @OnUndefined(202) @Get('/undefined-202') accepted() {}
  @OnUndefined(TeapotError) @Get('/undefined-error') teapot() {}
  @OnNull(NotFoundError) @Get('/null-error') missing() {
    return null
  }
  @Redirect('https://example.com/new') @Get('/redirect') redirect() {}
  @Redirect('https://example.com/:who/x?y=:who#z') @Get('/redirect-template') template() {
    return { who: 'ada' }
  }
  @Redirect('/elsewhere') @Get('/redirect-string') there() {
    return '/there'
  }
  @Location('/users/7')
  @Header('X-One', '1')
  @ContentType('application/vnd.api+json')
  @Get('/headers')
  headers() {
    return { data: 1 }
  }
  @Get('/string') string() {
    return 'text'
  }
  @Get('/html') html() {
    return '<b>bold</b>'
  }
  @Get('/number') number() {
    return 42
  }
  @Get('/false') no() {
    return false
  }
  @Get('/promise') async promise() {
    return { later: true }
  }
  @Get('/buffer') buffer() {
    return Buffer.from([1, 2, 3])
  }
  @Get('/bytes') bytes() {
    return new Uint8Array([65, 66])
  }
  @Get('/stream') stream() {
    return Readable.from([Buffer.from('streamed')])
  }
  @Get('/exclude') exclude() {
    return new Secretive()
  }
  @Get('/plain', { transformResponse: false }) plain() {
    return new Secretive()
  }
  @Get('/context') context(@Ctx() ctx: Context) {
    ctx.status = 203
    ctx.body = { by: 'hand', params: ctx['params'] }
    return ctx
  }
  @Get('/response') response(@Res() response: { body: unknown }) {
    response.body = 'by response'
    return response
  }
}
