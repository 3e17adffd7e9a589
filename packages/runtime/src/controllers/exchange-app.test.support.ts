import { Router } from '@koa/router'
import type { Principal } from '@portico/sdk'
import Koa, { type Context } from 'koa'
import getRawBody from 'raw-body'

import type { Exchange } from '../server/exchange.js'
import type { ControllerAction } from './controller-action.js'

/** Facts of an exchange that a test decides. */
export interface ExchangeFacts {
  readonly principal?: Principal
  readonly parsedBody?: unknown
  /** Told when the body is read. */
  readonly onBodyRead?: () => void
  /** Told what an action rejects with. */
  readonly onRejection?: (error: unknown) => void
}

/** Serves actions on a Koa app, without the rest of the runtime: whatever they reject with is a 500. */
export function exchangeApp(actions: readonly ControllerAction[], facts: ExchangeFacts = {}): Koa {
  const app = new Koa()
  const router = new Router()
  for (const action of actions) {
    router.register(
      action.path,
      [...action.methods],
      [
        ...action.middlewareBefore,
        (ctx: Context) =>
          action.run(toExchange(ctx, facts)).catch((error) => rejected(ctx, error, facts)),
      ],
    )
  }
  app.use(router.routes())
  return app
}

function rejected(ctx: Context, error: unknown, { onRejection }: ExchangeFacts): void {
  onRejection?.(error)
  ctx.status = 500
  ctx.body = { detail: 'Internal Server Error' }
}

function toExchange(ctx: Context, { principal, parsedBody, onBodyRead }: ExchangeFacts): Exchange {
  return {
    req: ctx.req,
    res: ctx.res,
    route: ROUTE,
    method: ctx.method,
    path: ctx.path,
    params: ctx['params'],
    search: ctx.querystring,
    headers: { ...ctx.headers, values: () => [] },
    received: { values: () => [] },
    address: '127.0.0.1',
    requestId: 'r1',
    principal,
    environment: 'main',
    parsedBody,
    ctx,
    signal: new AbortController().signal,
    aborted: undefined,
    abort: () => undefined,
    openBody: () => ctx.req,
    async readBody(limit) {
      onBodyRead?.()
      return getRawBody(ctx.req, { limit })
    },
  }
}

const ROUTE: Exchange['route'] = {
  name: 'test',
  label: 'test',
  methods: ['GET'],
  path: '/',
  hosts: [],
  cors: undefined,
}
