import type { Context, Next } from 'koa'
import {
  type Action,
  Authorized,
  Body,
  Controller,
  createParamDecorator,
  CurrentUser,
  Get,
  Interceptor,
  type InterceptorInterface,
  JsonController,
  type KoaMiddlewareInterface,
  Middleware,
  Post,
  UseAfter,
  UseBefore,
  UseInterceptor,
} from 'routing-controllers'

import type { ReadmeApp, ReadmeCase } from './readme-case.js'

function seen(name: string) {
  return (ctx: Context, next: Next) => {
    ctx.append('X-Seen', name)
    return next()
  }
}

class Waits implements KoaMiddlewareInterface {
  use(ctx: Context, next: Next): Promise<unknown> {
    return next()
      .then(() => ctx.append('X-Seen', 'class-after'))
      .catch(() => ctx.append('X-Seen', 'class-caught'))
  }
}

@Middleware({ type: 'before' })
class GlobalBefore implements KoaMiddlewareInterface {
  use(ctx: Context, next: Next): Promise<unknown> {
    ctx.append('X-Seen', 'global')
    return next()
  }
}

class Correct implements InterceptorInterface {
  intercept(_action: Action, content: string) {
    return content.replaceAll('sial', 'sail')
  }
}

@Interceptor()
class CorrectAll implements InterceptorInterface {
  intercept({ request }: Action, content: string) {
    // All of the process are asked, those of other tests too.
    return request.path === '/watches/global' ? content.replaceAll('wacth', 'watch') : content
  }
}

@Controller('/watches')
@UseBefore(seen('controller'))
class Watches {
  @Get('/before') @UseBefore(seen('action')) before() {
    return 'before'
  }
  @Get('/after') @UseAfter(seen('after')) after() {
    return 'after'
  }
  @Get('/class') @UseBefore(Waits) ofClass() {
    return 'class'
  }
  @Get('/function')
  @UseInterceptor((_action: Action, content: string) => content.replaceAll('sial', 'sail'))
  byFunction() {
    return 'set sial'
  }
  @Get('/interceptor') @UseInterceptor(Correct) byClass() {
    return 'set sial'
  }
  @Get('/global') globally() {
    return 'first wacth'
  }
}

function Mate(options?: { required?: boolean }) {
  return createParamDecorator({
    required: options?.required === true,
    value: ({ request }: Action) => request.headers['x-mate'],
  })
}

@JsonController('/orders')
class Orders {
  @Authorized() @Post('/any') any(@Body() order: object) {
    return order
  }
  @Authorized('captain') @Post('/captains') captains(@Body() order: object) {
    return order
  }
  @Get('/mine') mine(@Body() order: object, @CurrentUser() user?: object) {
    return { user: user ?? 'nobody', order }
  }
  @Post('/mine') give(@CurrentUser({ required: true }) user: object, @Body() order: object) {
    return { user, order }
  }
  @Post('/mate') mate(@Body() order: object, @Mate({ required: true }) mate: string) {
    return { order, mate }
  }
}

const CAPTAIN = { 'x-role': 'captain' }
const COOK = { 'x-role': 'cook' }

const CASES: Readonly<Record<string, readonly Omit<ReadmeCase, 'section'>[]>> = {
  'Use exist middleware': [
    {
      send: 'GET /watches/before',
      status: 200,
      fields: { 'x-seen': 'global, controller, action' },
    },
    { send: 'GET /watches/after', status: 200, fields: { 'x-seen': 'global, controller, after' } },
  ],
  'Creating your own koa middleware': [
    {
      ...{ send: 'GET /watches/class', status: 200, answer: 'class' },
      fields: { 'x-seen': 'global, controller, class-after' },
    },
  ],
  'Global middlewares': [{ send: 'GET /orders/mine', status: 200, fields: { 'x-seen': 'global' } }],
  'Interceptor function': [{ send: 'GET /watches/function', status: 200, answer: 'set sail' }],
  'Interceptor classes': [{ send: 'GET /watches/interceptor', status: 200, answer: 'set sail' }],
  'Global interceptors': [{ send: 'GET /watches/global', status: 200, answer: 'first watch' }],
  '@Authorized decorator': [
    { send: 'POST /orders/any', body: { a: 1 }, status: 401 },
    { send: 'POST /orders/any', body: { a: 1 }, headers: COOK, status: 200, answer: { a: 1 } },
    { send: 'POST /orders/captains', body: { a: 1 }, headers: COOK, status: 403 },
    { send: 'POST /orders/captains', body: { a: 1 }, headers: CAPTAIN, status: 200 },
  ],
  '@CurrentUser decorator': [
    { send: 'GET /orders/mine', status: 200, answer: { user: 'nobody', order: {} } },
    {
      send: 'GET /orders/mine',
      headers: COOK,
      status: 200,
      answer: { user: { role: 'cook' }, order: {} },
    },
    { send: 'POST /orders/mine', body: { a: 1 }, status: 401 },
    {
      ...{ send: 'POST /orders/mine', body: { a: 1 }, headers: COOK, status: 200 },
      answer: { user: { role: 'cook' }, order: { a: 1 } },
    },
  ],
  'Custom parameter decorators': [
    {
      ...{ send: 'POST /orders/mate', body: { a: 1 }, headers: { 'x-mate': 'eve' }, status: 200 },
      answer: { order: { a: 1 }, mate: 'eve' },
    },
    { send: 'POST /orders/mate', body: { a: 1 }, status: 200, answer: { order: { a: 1 } } },
  ],
}

export const AROUND_APP: ReadmeApp = {
  name: 'what stands around actions',
  handlers: [Watches, Orders],
  options: {
    middlewares: [GlobalBefore],
    interceptors: [CorrectAll],
    authorizationChecker: async ({ request }: Action, roles: string[]) => {
      const role = request.headers['x-role']
      return role !== undefined && (roles.length === 0 || roles.includes(role))
    },
    currentUserChecker: async ({ request }: Action) =>
      request.headers['x-role'] && { role: request.headers['x-role'] },
  },
  cases: Object.entries(CASES).flatMap(([section, cases]) =>
    cases.map((each) => ({ section, ...each })),
  ),
}
