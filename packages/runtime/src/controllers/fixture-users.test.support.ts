import '@portico/sdk'
import { Type } from 'class-transformer'
import { IsEmail, IsInt, IsOptional, Length, Min, ValidateNested } from 'class-validator'
import {
  Body,
  BodyParam,
  CookieParam,
  CookieParams,
  Delete,
  Get,
  HeaderParam,
  HeaderParams,
  JsonController,
  OnUndefined,
  Param,
  Params,
  Patch,
  Post,
  Put,
  QueryParam,
  QueryParams,
  Req,
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

function Agent() {
  return createParamDecorator({
    value: (action) => action.request.headers['user-agent-name'] ?? 'nobody',
  })
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
