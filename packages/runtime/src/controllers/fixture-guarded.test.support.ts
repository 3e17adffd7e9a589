import '@portico/sdk'
import type { Context, Next } from 'koa'
import {
  type Action,
  All,
  Authorized,
  Body,
  CurrentUser,
  ForbiddenError,
  Get,
  HttpError,
  type InterceptorInterface,
  JsonController,
  type KoaMiddlewareInterface,
  NotFoundError,
  Post,
  State,
  UseAfter,
  UseBefore,
  UseInterceptor,
} from 'routing-controllers'

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

function after(ctx: Context, next: Next) {
  ctx.set('x-after', 'function')
  return next()
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
