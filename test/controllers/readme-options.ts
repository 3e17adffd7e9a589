import { IsEmail } from 'class-validator'
import type { Context, Next } from 'koa'
import { Body, Get, JsonController, Post, QueryParam } from 'routing-controllers'

import type { ReadmeApp } from './readme-case.js'

class Mail {
  @IsEmail() to!: string
}

@JsonController('/buoys')
class Buoys {
  @Get('/null') none() {
    return null
  }
  @Get('/void') nothing() {}
  @Get('/taken') taken(@QueryParam('q') q: string) {
    return { q }
  }
  @Get('/optional') optional(@QueryParam('q', { required: false }) q: string) {
    return { q }
  }
  @Post('/mail') mail(@Body() mail: Mail) {
    return { isMail: mail instanceof Mail }
  }
}

const defaults = { nullResultCode: 404, undefinedResultCode: 204, paramOptions: { required: true } }

/** As @koa/cors does it. */
function cors(ctx: Context, next: Next): unknown {
  ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'))
  if (ctx.method !== 'OPTIONS') return next()
  ctx.set('Access-Control-Allow-Methods', 'GET,POST')
  ctx.status = 204
  return undefined
}

export const OPTIONS_APPS: readonly ReadmeApp[] = [
  {
    name: 'a prefix for all',
    handlers: [Buoys],
    options: { routePrefix: '/api' },
    cases: [
      {
        section: 'Prefix all controllers routes',
        ...{ send: 'GET /api/buoys/taken?q=1', status: 200, answer: { q: '1' } },
      },
    ],
  },
  {
    name: 'defaults',
    handlers: [Buoys],
    options: { defaults },
    cases: [
      { section: 'Default settings', send: 'GET /buoys/null', status: 404 },
      { section: 'Default settings', send: 'GET /buoys/void', status: 204 },
      { section: 'Default settings', send: 'GET /buoys/taken', status: 400 },
      { section: 'Default settings', send: 'GET /buoys/optional', status: 200, answer: {} },
    ],
  },
  {
    name: 'no validation',
    handlers: [Buoys],
    options: { validation: false },
    cases: [
      {
        section: 'Auto validating action params',
        ...{ send: 'POST /buoys/mail', body: { to: 'x' }, status: 200, answer: { isMail: true } },
      },
    ],
  },
  {
    name: 'no class-transformer',
    handlers: [Buoys],
    options: { classTransformer: false },
    cases: [
      {
        section: 'Creating instances of classes from action params',
        ...{ send: 'POST /buoys/mail', body: { to: 'x' }, status: 200, answer: { isMail: false } },
      },
    ],
  },
  {
    name: 'CORS by middleware before the guard',
    handlers: [Buoys],
    early: [cors],
    cases: [
      {
        section: 'Enable CORS',
        ...{ send: 'GET /buoys/taken?q=1', headers: { origin: 'http://a.example' }, status: 200 },
        fields: { 'access-control-allow-origin': 'http://a.example' },
      },
      {
        section: 'Enable CORS',
        ...{ send: 'OPTIONS /buoys/taken', headers: { origin: 'http://a.example' }, status: 204 },
        fields: { 'access-control-allow-methods': 'GET,POST' },
      },
    ],
  },
]
