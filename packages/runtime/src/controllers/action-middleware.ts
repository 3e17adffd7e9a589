import { InvalidEndpointError } from '@portico/sdk'
import type { Context, Middleware, Next } from 'koa'
import {
  type KoaMiddlewareInterface,
  type MiddlewareMetadata,
  type UseMetadata,
  getFromContainer,
} from 'routing-controllers'

/** Answers an error that is meant for the client; throws any other. */
export type FailureHandler = (error: unknown, ctx: Context) => void

/**
 * Turns the functions and classes of `@UseBefore` and `@UseAfter` into Koa middleware.
 *
 * @throws InvalidEndpointError where they are written for Express.
 */
export function toMiddleware(
  uses: readonly Pick<UseMetadata, 'middleware'>[],
  handleFailure: FailureHandler,
): readonly Middleware[] {
  return uses.map(({ middleware }) => {
    if (isMiddlewareClass(middleware)) return ofClass(middleware, handleFailure)
    assertKoa(middleware.name || 'a function of @UseBefore() or @UseAfter()', middleware)
    // @UseBefore and @UseAfter take nothing but classes and functions of this shape.
    return middleware as Middleware
  })
}

/**
 * Turns a `@Middleware()` class into Koa middleware. Its errors are the server's to answer.
 *
 * @throws InvalidEndpointError where it has no method `use`.
 */
export function toGlobalMiddleware(middleware: MiddlewareMetadata): Middleware {
  const { instance, target } = middleware
  if (!('use' in instance)) {
    throw new InvalidEndpointError(
      `${target.name} is a @Middleware() without a method "use": write use(ctx, next) {}${'error' in instance ? ', and errorMappers in the place of "error", which is for Express' : ''}`,
    )
  }
  assertKoa(`${target.name}.use`, instance.use)
  // Asked each time, as routing-controllers does: a container may give another instance.
  return (ctx, next) => getFromContainer<KoaMiddlewareInterface>(target).use(ctx, next)
}

/** Runs middleware one after the other, each only where the one before it calls `next`. */
export function runMiddleware(chain: readonly Middleware[], ctx: Context): Promise<unknown> {
  const [first, ...rest] = chain
  if (first === undefined) return Promise.resolve()
  return Promise.resolve(first(ctx, () => runMiddleware(rest, ctx)))
}

type MiddlewareClass = new () => KoaMiddlewareInterface

function isMiddlewareClass(middleware: Function): middleware is MiddlewareClass {
  return typeof middleware.prototype?.use === 'function'
}

/** Express calls `(request, response, next)`; Koa has no third argument to give. */
function assertKoa(name: string, use: unknown): void {
  if (typeof use !== 'function' || use.length < 3) return
  throw new InvalidEndpointError(
    `${name} is middleware for Express, with ${use.length} parameters: write (ctx, next) for Koa`,
  )
}

function ofClass(target: MiddlewareClass, handleFailure: FailureHandler): Middleware {
  assertKoa(`${target.name}.use`, target.prototype.use)
  return async function useMiddleware(ctx: Context, next: Next) {
    try {
      return await getFromContainer(target).use(ctx, next)
    } catch (error) {
      return handleFailure(error, ctx)
    }
  }
}
