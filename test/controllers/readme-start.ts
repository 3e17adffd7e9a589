import type { Context, Next, Request, Response } from 'koa'
import {
  Body,
  Controller,
  Ctx,
  Delete,
  Get,
  JsonController,
  Param,
  Post,
  Put,
  Req,
  Res,
} from 'routing-controllers'

import { JSON_TYPE, type ReadmeApp, type ReadmeCase, TEXT_TYPE } from './readme-case.js'

@Controller()
class Boats {
  @Get('/boats') all() {
    return 'all boats'
  }
  @Get('/boats/:id') one(@Param('id') id: number) {
    return `boat ${id + 1}`
  }
  @Post('/boats') launch(@Body() boat: { name: string }) {
    return `launched ${boat.name}`
  }
  @Put('/boats/:id') paint(@Param('id') id: number, @Body() boat: { colour: string }) {
    return `painted ${id} ${boat.colour}`
  }
  @Delete('/boats/:id') sink(@Param('id') id: number) {
    return `sunk ${id}`
  }
}

class Crew {
  name!: string
}

@JsonController()
class Crews {
  @Get('/crews') all() {
    return Promise.resolve([{ name: 'ada' }])
  }
  @Get('/crews/:id') async one(@Param('id') id: number) {
    return { id }
  }
  @Post('/crews') hire(@Body() crew: Crew) {
    return { isCrew: crew instanceof Crew, name: crew.name }
  }
  @Put('/crews/:id') async move(@Param('id') id: number, @Body() crew: Crew) {
    return { id, ...crew }
  }
  @Delete('/crews/:id') async leave(@Param('id') id: number) {
    return { left: id }
  }
}

@Controller('/harbours')
class Harbours {
  @Get('/direct') direct(@Req() request: Request, @Res() response: Response) {
    response.body = `${request.method} by hand`
    return response
  }
  @Get('/moved') moved(@Res() response: Response) {
    response.redirect('/harbours/direct')
    return response
  }
  @Get('/context') context(@Ctx() ctx: Context) {
    ctx.body = ctx.path
    return ctx
  }
  @Get('/') all() {
    return 'harbours'
  }
}

const START: readonly Omit<ReadmeCase, 'section'>[] = [
  { send: 'GET /boats', status: 200, answer: 'all boats', fields: TEXT_TYPE },
  { send: 'GET /boats/1', status: 200, answer: 'boat 2', fields: TEXT_TYPE },
  { send: 'POST /boats', body: { name: 'Kon' }, status: 200, answer: 'launched Kon' },
  { send: 'PUT /boats/1', body: { colour: 'red' }, status: 200, answer: 'painted 1 red' },
  { send: 'DELETE /boats/1', status: 200, answer: 'sunk 1' },
]
const JSON_CASES: readonly Omit<ReadmeCase, 'section'>[] = [
  { send: 'GET /crews', status: 200, answer: [{ name: 'ada' }], fields: JSON_TYPE },
  { send: 'GET /crews/1', status: 200, answer: { id: 1 }, fields: JSON_TYPE },
  { send: 'GET /crews/x', status: 400 },
  { send: 'POST /crews', body: { name: 'a' }, status: 200, answer: { isCrew: true, name: 'a' } },
]
const PROMISES: readonly Omit<ReadmeCase, 'section'>[] = [
  { send: 'PUT /crews/1', body: { name: 'a' }, status: 200, answer: { id: 1, name: 'a' } },
  { send: 'DELETE /crews/1', status: 200, answer: { left: 1 }, fields: JSON_TYPE },
]
const DIRECT: readonly Omit<ReadmeCase, 'section'>[] = [
  { send: 'GET /harbours/direct', status: 200, answer: 'GET by hand' },
  { send: 'GET /harbours/moved', status: 302, fields: { location: '/harbours/direct' } },
  { send: 'GET /harbours/context', status: 200, answer: '/harbours/context' },
]

export const START_APP: ReadmeApp = {
  name: 'the first examples',
  handlers: [Boats, Crews, Harbours],
  use: [
    (ctx: Context, next: Next) => {
      ctx.set('X-Configured', 'before')
      return next()
    },
  ],
  cases: [
    ...of('Example of usage', START),
    ...of('Working with json', JSON_CASES),
    ...of('Return promises', PROMISES),
    ...of('Using Request and Response objects', DIRECT),
    {
      section: 'Pre-configure express/koa',
      ...{ send: 'GET /boats', status: 200, fields: { 'x-configured': 'before' } },
    },
    {
      section: 'Prefix controller with base route',
      ...{ send: 'GET /harbours', status: 200, answer: 'harbours' },
    },
  ],
}

function of(section: string, cases: readonly Omit<ReadmeCase, 'section'>[]): ReadmeCase[] {
  return cases.map((each) => ({ section, ...each }))
}
