import { Readable } from 'node:stream'

import '@portico/sdk'
import { Expose, Exclude, Type } from 'class-transformer'
import { IsEmail, IsInt, IsOptional, Length, Min, ValidateNested } from 'class-validator'
import type { Context, Next } from 'koa'
import {
  type Action,
  All,
  Authorized,
  BadRequestError,
  Body,
  BodyParam,
  ContentType,
  Controller,
  CookieParam,
  CookieParams,
  Ctx,
  CurrentUser,
  Delete,
  ForbiddenError,
  Get,
  Header,
  HeaderParam,
  HeaderParams,
  HttpCode,
  HttpError,
  type InterceptorInterface,
  JsonController,
  type KoaMiddlewareInterface,
  Location,
  NotFoundError,
  OnNull,
  OnUndefined,
  Param,
  Params,
  Patch,
  Post,
  Put,
  QueryParam,
  QueryParams,
  Redirect,
  Req,
  Res,
  State,
  UseAfter,
  UseBefore,
  UseInterceptor,
  createParamDecorator,
} from 'routing-controllers'

class Pet {
  @Length(1, 5) name!: string
}

class User {
  @IsEmail() email!: string
  @IsInt() @Min(18) age!: number
  @IsOptional() @ValidateNested() @Type(() => Pet) pet?: Pet
}

class Page {
  @IsInt() @Min(1) page!: number
  @IsOptional() deep?: boolean
}

class Secretive {
  @Expose() id = 1
  @Exclude() password = 'hunter2'
}

class TeapotError extends HttpError {
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

class Stamp implements KoaMiddlewareInterface {
  async use(ctx: Context, next: Next) {
    ctx.state['user'] = { name: 'ada' }
    ctx.set('x-before', 'class')
    await next()
  }
}

class Refuse implements KoaMiddlewareInterface {
  use(): Promise<void> {
    throw new ForbiddenError('not today')
  }
}

class Shout implements InterceptorInterface {
  intercept(_action: Action, result: unknown) {
    return `${String(result)}!`
  }
}

function Agent() {
  return createParamDecorator({
    value: (action) => action.request.headers['user-agent-name'] ?? 'nobody',
  })
}

function after(ctx: Context, next: Next) {
  ctx.set('x-after', 'function')
  return next()
}

@JsonController('/users')
export class Users {
  @Get() all() {
    return [{ id: 1 }, { id: 2 }]
  }
  @Get('/numbers/:id') number(@Param('id') id: number) {
    return { id, type: typeof id }
  }
  @Get('/params/:a/:b') params(@Params() params: object) {
    return params
  }
  @Get('/query') query(
    @QueryParam('limit') limit: number,
    @QueryParam('deep') deep: boolean,
    @QueryParam('since') since: Date,
    @QueryParam('tag', { isArray: true }) tag: string[],
  ) {
    return { limit, deep, since, tag }
  }
  @Get('/needed') needed(@QueryParam('q', { required: true }) q: string) {
    return { q }
  }
  @Get('/page') page(@QueryParams() page: Page) {
    return { ...page, own: page instanceof Page }
  }
  @Get('/parsed') parsed(@QueryParam('filter', { parse: true }) filter: object) {
    return filter
  }
  @Get('/header') header(
    @HeaderParam('X-Key', { required: true }) key: string,
    @HeaderParam('x-count') count: number,
  ) {
    return { key, count }
  }
  @Get('/headers') headers(@HeaderParams() headers: Record<string, string>) {
    return { key: headers['x-key'] }
  }
  @Get('/cookie') cookie(@CookieParam('a') a: string, @CookieParams() all: object) {
    return { a, all }
  }
  @Post() create(@Body() user: User) {
    return { ...user, own: user instanceof User }
  }
  @Post('/required') required(@Body({ required: true }) user: User) {
    return user
  }
  @Post('/loose') loose(@Body({ validate: false }) user: User) {
    return user
  }
  @Post('/any') any(@Body() body: unknown) {
    return body
  }
  @Post('/many') many(@Body({ type: User }) users: User[]) {
    return users.length
  }
  @Put('/field') field(@BodyParam('email', { required: true }) email: string) {
    return { email }
  }
  @Put('/number') numberField(@BodyParam('age') age: number) {
    return { age, type: typeof age }
  }
  @Patch('/raw') raw(@Req() request: { body: unknown; rawBody: unknown }) {
    return { body: request.body, raw: request.rawBody }
  }
  @Delete('/:id') @OnUndefined(204) remove(@Param('id') _id: number) {}
  @Get('/custom') custom(@Agent() agent: string) {
    return { agent }
  }
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

@JsonController('/used')
@UseBefore(Stamp)
export class Used {
  @UseAfter(after) @Get('/state') state(@State('user') user: object, @State() all: object) {
    return { user, all }
  }
  @UseBefore((ctx: Context, next: Next) => {
    ctx.set('x-first', String(ctx.response.get('x-before')))
    return next()
  })
  @Get('/order')
  order() {
    return 'order'
  }
  @UseBefore(Refuse) @Get('/refused') refused() {
    return 'never'
  }
  @UseAfter(after) @Get('/after-error') afterError() {
    throw new NotFoundError('gone')
  }
  @UseInterceptor(Shout)
  @UseInterceptor((_action: Action, result: unknown) => `${String(result)}?`)
  @Get('/shout')
  shout() {
    return 'hey'
  }
}

@JsonController('/secure')
export class Secure {
  @Authorized() @Get('/any') any(@CurrentUser() user: object) {
    return { user }
  }
  @Authorized('admin') @Post('/admin') admin(@Body() body: unknown) {
    return { body }
  }
  @Get('/me') me(@CurrentUser({ required: true }) user: object) {
    return user
  }
  @Authorized('broken') @Get('/broken') broken() {
    return 'never'
  }
  @All('/all') all() {
    return 'all'
  }
}

/** As a user of routing-controllers writes them. */
export const checkers = {
  authorizationChecker: async ({ request }: Action, roles: string[]) => {
    if (roles.includes('broken')) throw new HttpError(424, 'checker is down')
    const role = request.headers['x-role']
    return roles.length === 0 ? role !== undefined : roles.includes(role)
  },
  currentUserChecker: ({ request }: Action) =>
    request.headers['x-role'] && { role: request.headers['x-role'] },
}
