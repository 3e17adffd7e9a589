import { Type } from 'class-transformer'
import { IsAlpha, IsArray, IsBoolean, IsEnum, IsNumber, IsPositive } from 'class-validator'
import type { Context, Next } from 'koa'
import {
  Body,
  BodyParam,
  CookieParam,
  CookieParams,
  Get,
  HeaderParam,
  HeaderParams,
  JsonController,
  Param,
  Params,
  Post,
  QueryParam,
  QueryParams,
  Session,
  SessionParam,
  State,
  UploadedFile,
  UploadedFiles,
} from 'routing-controllers'

import type { ReadmeApp, ReadmeCase } from './readme-case.js'

enum Rank {
  Captain = 'captain',
  Cook = 'cook',
}

class FindSailors {
  @IsPositive() limit!: number
  @IsAlpha() port!: string
  @IsEnum(Rank) rank!: Rank
  @IsBoolean() aboard!: boolean
  @IsArray() @IsNumber(undefined, { each: true }) @Type(() => Number) ids!: number[]
}

interface MulterFile {
  readonly originalname: string
  readonly buffer: Buffer
}

@JsonController('/sailors')
class Sailors {
  @Get('/by-id/:id') one(@Param('id') id: number) {
    return { id }
  }
  @Get('/all/:port/:berth') params(@Params() params: object) {
    return params
  }
  @Get('/limited') limited(@QueryParam('limit') limit: number) {
    return { limit }
  }
  @Get('/ids') ids(@QueryParam('ids', { isArray: true }) ids: string[]) {
    return { ids }
  }
  @Get('/numbers') numbers(@QueryParam('ids', { isArray: true, type: Number }) ids: number[]) {
    return { ids }
  }
  @Get('/find') find(@QueryParams() query: FindSailors) {
    return { isQuery: query instanceof FindSailors, ...query }
  }
  @Post('/body') body(@Body() sailor: object) {
    return sailor
  }
  @Post('/name') name(@BodyParam('name') name: string) {
    return { name }
  }
  @Post('/header') header(@HeaderParam('authorization') token: string) {
    return { token }
  }
  @Post('/headers') headers(@HeaderParams() all: Record<string, string>) {
    return { one: all['x-one'] }
  }
  @Get('/cookie') cookie(@CookieParam('mate') mate: string) {
    return { mate }
  }
  @Get('/cookies') cookies(@CookieParams() all: object) {
    return all
  }
  @Post('/session') session(@Session() session: { visits: number }, @Body() post: object) {
    session.visits += 1
    return { visits: session.visits, post }
  }
  @Get('/session') visitor(@SessionParam('user') user: string) {
    return { user }
  }
  @Get('/no-session') nobody(@SessionParam('missing', { required: true }) _missing: string) {
    return 'never'
  }
  @Get('/state') state(@State('berth') berth: number, @State() all: { berth: number }) {
    return { berth, same: all.berth === berth }
  }
  @Post('/file') file(@UploadedFile('map') file: MulterFile) {
    return { name: file.originalname, text: file.buffer.toString() }
  }
  @Post('/limited-file')
  small(@UploadedFile('map', { options: { limits: { fileSize: 4 } } }) file: MulterFile) {
    return { name: file.originalname }
  }
  @Post('/files') files(@UploadedFiles('maps') files: MulterFile[]) {
    return files.map(({ originalname }) => originalname)
  }
  @Post('/required') required(@Body({ required: true }) body: object) {
    return body
  }
  @Get('/required') query(@QueryParam('q', { required: true }) q: string) {
    return { q }
  }
}

const QUERY = '/sailors/find?limit=2&port=Kiel&rank=cook&aboard=true&ids=1'

const CASES: Readonly<Record<string, readonly Omit<ReadmeCase, 'section'>[]>> = {
  'Inject routing parameters': [
    { send: 'GET /sailors/by-id/7', status: 200, answer: { id: 7 } },
    { send: 'GET /sailors/all/kiel/4', status: 200, answer: { port: 'kiel', berth: '4' } },
  ],
  'Inject query parameters': [
    { send: 'GET /sailors/limited?limit=3', status: 200, answer: { limit: 3 } },
    { send: 'GET /sailors/limited?limit=x', status: 400 },
    { send: 'GET /sailors/ids?ids=a', status: 200, answer: { ids: ['a'] } },
    { send: 'GET /sailors/ids?ids=a&ids=b', status: 200, answer: { ids: ['a', 'b'] } },
    { send: 'GET /sailors/numbers?ids=1', status: 200, answer: { ids: [1] } },
    { send: 'GET /sailors/numbers?ids=1&ids=3.5', status: 200, answer: { ids: [1, 3.5] } },
    {
      send: `GET ${QUERY}`,
      status: 200,
      answer: { isQuery: true, limit: 2, port: 'Kiel', rank: 'cook', aboard: true, ids: [1] },
    },
    { send: `GET ${QUERY.replace('cook', 'cat')}`, status: 400 },
  ],
  'Inject request body': [
    { send: 'POST /sailors/body', body: { a: [1] }, status: 200, answer: { a: [1] } },
  ],
  'Inject request body parameters': [
    { send: 'POST /sailors/name', body: { name: 'x' }, status: 200, answer: { name: 'x' } },
  ],
  'Inject request header parameters': [
    {
      ...{ send: 'POST /sailors/header', headers: { authorization: 'Basic eA==' } },
      ...{ status: 200, answer: { token: 'Basic eA==' } },
    },
    { send: 'POST /sailors/headers', headers: { 'x-one': '1' }, status: 200, answer: { one: '1' } },
  ],
  'Inject cookie parameters': [
    {
      ...{ send: 'GET /sailors/cookie', headers: { cookie: 'a=1; mate=eve' } },
      ...{ status: 200, answer: { mate: 'eve' } },
    },
    { send: 'GET /sailors/cookies', headers: { cookie: 'a=1' }, status: 200, answer: { a: '1' } },
  ],
  'Inject session object': [
    {
      ...{ send: 'POST /sailors/session', body: { p: 1 }, status: 200 },
      ...{ answer: { visits: 3, post: { p: 1 } }, fields: { 'x-visits': '3' } },
    },
    { send: 'GET /sailors/session', status: 200, answer: { user: 'ada' } },
    { send: 'GET /sailors/no-session', status: 400 },
  ],
  'Inject state object': [
    { send: 'GET /sailors/state', status: 200, answer: { berth: 4, same: true } },
  ],
  'Inject uploaded file': [
    {
      ...{ send: 'POST /sailors/file', body: form('map', ['a.txt']), status: 200 },
      answer: { name: 'a.txt', text: 'here' },
    },
    { send: 'POST /sailors/limited-file', body: form('map', ['a.txt']), status: 200 },
    {
      send: 'POST /sailors/files',
      body: form('maps', ['a', 'b']),
      status: 200,
      answer: ['a', 'b'],
    },
  ],
  'Make parameter required': [
    { send: 'POST /sailors/required', body: { a: 1 }, status: 200, answer: { a: 1 } },
    { send: 'POST /sailors/required', status: 400 },
    { send: 'GET /sailors/required', status: 400 },
  ],
}

export const PARAMETERS_APP: ReadmeApp = {
  name: 'what actions take',
  handlers: [Sailors],
  use: [
    async (ctx: Context, next: Next) => {
      // As koa-session and koa-generic-session do it.
      ctx['session'] = { user: 'ada', visits: 2 }
      ctx.state['berth'] = 4
      await next()
      ctx.set('X-Visits', String(ctx['session'].visits))
    },
  ],
  cases: Object.entries(CASES).flatMap(([section, cases]) =>
    cases.map((each) => ({ section, ...each })),
  ),
}

function form(field: string, names: readonly string[]): FormData {
  const data = new FormData()
  for (const name of names) data.append(field, new File(['here'], name))
  return data
}
