import { type HandlerClass, lineageOf } from '@portico/sdk'
import type { Middleware } from 'koa'
import {
  type Action,
  type InterceptorInterface,
  getFromContainer,
  getMetadataArgsStorage,
} from 'routing-controllers'

import { runMiddleware, toMiddleware } from './action-middleware.js'

/** Sees what a handler returned and gives what is answered instead. */
export type Interceptor = (action: Action, result: unknown) => unknown

/** What `@UseBefore`, `@UseAfter` and `@UseInterceptor` put around an endpoint of ours, in order. */
export interface EndpointUses {
  /** Koa middleware of class and method; what runs after the handler is the last of it. */
  readonly middleware: readonly Middleware[]
  /** Run one after the other on what the handler returned. */
  readonly interceptors: readonly Interceptor[]
}

/**
 * What stands around an endpoint: of the class before of the method, and of ancestors before of their
 * children. A child can add to what its parent has, and can't lose it.
 *
 * Errors that middleware throws are the server's to answer.
 */
export function endpointUsesOf(target: HandlerClass, handler: string): EndpointUses {
  const { uses, useInterceptors } = getMetadataArgsStorage()
  const found = inOrder(uses, target, handler)
  const before = found.filter(({ afterAction }) => !afterAction)
  const after = found.filter(({ afterAction }) => afterAction)
  return {
    middleware: [
      ...toMiddleware(before, rethrow),
      ...(after.length === 0 ? [] : [runAfterwards(toMiddleware(after, rethrow))]),
    ],
    interceptors: inOrder(useInterceptors, target, handler).map(toInterceptor),
  }
}

/** What routing-controllers records about a method, or about a whole class. */
interface Recorded {
  readonly target: unknown
  readonly method?: string
}

function inOrder<T extends Recorded>(
  records: readonly T[],
  target: HandlerClass,
  handler: string,
): readonly T[] {
  const lineage = [...lineageOf(target)].toReversed()
  const of = (method: string | undefined): readonly T[] =>
    lineage.flatMap((owner) => records.filter((r) => r.target === owner && r.method === method))
  return [...of(undefined), ...of(handler)]
}

/** The handler's answer is on `ctx` by then, and not sent yet. */
function runAfterwards(chain: readonly Middleware[]): Middleware {
  return async function useAfter(ctx, next) {
    await next()
    await runMiddleware(chain, ctx)
  }
}

function toInterceptor({ interceptor }: { readonly interceptor: Function }): Interceptor {
  return isInterceptorClass(interceptor)
    ? (action, result) => getFromContainer(interceptor, action).intercept(action, result)
    : // @UseInterceptor takes nothing but classes and functions of this shape.
      (interceptor as Interceptor)
}

function isInterceptorClass(value: Function): value is new () => InterceptorInterface {
  return typeof value.prototype?.intercept === 'function'
}

function rethrow(error: unknown): never {
  throw error
}
