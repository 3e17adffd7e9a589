import type { Context, Middleware } from 'koa'
import compose from 'koa-compose'

import { answerError } from './answer-error.js'
import { ignoreErrors } from './discard-body.js'
import type { HttpExchange } from './http-exchange.js'
import { RequestError } from './request-error.js'
import { runRoute, runUnmatched } from './run-route.js'
import { applyAdmissionHeaders, applyAnswer, applyCommonHeaders } from './send-answer.js'
import type { ServerObserver } from './server-observer.js'

/** Options of {@link createKoaPipeline}. */
export interface KoaPipelineOptions {
  /** Global user middleware that comes before the guards, in order. */
  readonly beforeGuards: readonly Middleware[]
  /** Global user middleware behind the guards, in order. */
  readonly behindGuards: readonly Middleware[]
  readonly observer: ServerObserver
  /** Runs a call in what belongs to its request, such as that of `after()`. */
  readonly around: <T>(exchange: HttpExchange, call: () => T) => T
}

/** What users' middleware and the routes that need Koa run in. */
export interface KoaPipeline {
  /** Whether guards run in here, behind middleware that comes before them; else they have run. */
  readonly guards: boolean
  /** Leaves the answer on `ctx`, that to an error too. */
  run(exchange: HttpExchange, ctx: Context): Promise<void>
}

/** Puts users' middleware in its order, for both ways in. */
export function createKoaPipeline(options: KoaPipelineOptions): KoaPipeline {
  const { observer, around } = options
  const early = compose([...options.beforeGuards])
  const globally = compose([...options.behindGuards])
  const guards = options.beforeGuards.length > 0

  /** Behind the guard. */
  async function proceed(exchange: HttpExchange, ctx: Context): Promise<void> {
    ctx.state['principal'] = exchange.principal
    const route = exchange.matched
    // Preflights, wrong methods and slashes are no business of users' middleware.
    if (route?.needsKoa === false) return runHandler(exchange, ctx)
    await globally(ctx, () => runMatched(exchange, ctx))
  }

  /** An error is answered here, so that middleware before the guard can't take a refusal away. */
  function runGuarded(exchange: HttpExchange, ctx: Context): Promise<void> {
    const { matched } = exchange
    return answering(exchange, ctx, observer, async () => {
      if (matched === undefined) return runUnmatched(exchange, () => proceed(exchange, ctx))
      await runRoute(matched, exchange, () => {
        applyAdmissionHeaders(exchange, ctx)
        return proceed(exchange, ctx)
      })
    })
  }

  return {
    guards,
    async run(exchange, ctx) {
      applyCommonHeaders(exchange, ctx)
      await answering(exchange, ctx, observer, async () => {
        await around(exchange, () =>
          guards ? early(ctx, () => runGuarded(exchange, ctx)) : proceed(exchange, ctx),
        )
        sealBody(ctx)
      })
    },
  }
}

/** Answers what `call` throws. */
async function answering(
  exchange: HttpExchange,
  ctx: Context,
  observer: ServerObserver,
  call: () => Promise<unknown>,
): Promise<void> {
  try {
    await call()
    // Koa listens to errors of a stream only where it sends it, and not for a HEAD.
    ignoreErrors(ctx.body)
  } catch (error) {
    if (ctx.headerSent) {
      observer.onError(error, exchange)
      // A broken end must not look like a clean one.
      ctx.respond = false
      ctx.res.destroy()
      return
    }
    for (const name of STALE_AFTER_ERROR) ctx.remove(name)
    await answerError(error, exchange, observer, (answer) => applyAnswer(exchange, answer, ctx))
  }
}

/** Describe a body that will not be sent. */
const STALE_AFTER_ERROR = ['Content-Type', 'Content-Encoding', 'Content-Length', 'ETag', 'Location']

/** Runs the middleware of class and method, then the handler. */
async function runMatched(exchange: HttpExchange, ctx: Context): Promise<void> {
  const route = exchange.matched
  if (route === undefined) throw new RequestError('not_found', 'no endpoint at this path')
  // Where middleware written for @koa/router looks for them.
  ctx['params'] = { ...exchange.params }
  await compose([...route.middleware])(ctx, () => runHandler(exchange, ctx))
}

async function runHandler(exchange: HttpExchange, ctx: Context): Promise<void> {
  const outcome = await exchange.route.handle(exchange)
  if (outcome.kind === 'answer') await applyAnswer(exchange, outcome, ctx)
}

/** Writes JSON that Koa would write later, where nobody could answer that it can't be written. */
function sealBody(ctx: Context): void {
  const { body } = ctx
  if (ctx.respond === false || !isJson(body)) return
  ctx.body = JSON.stringify(body)
}

/** As Koa decides it. */
function isJson(body: unknown): boolean {
  if (body === null || body === undefined || typeof body === 'string') return false
  if (typeof body !== 'object') return true
  return !(
    Buffer.isBuffer(body) ||
    body instanceof Blob ||
    body instanceof ReadableStream ||
    body instanceof Response ||
    ('pipe' in body && typeof body.pipe === 'function')
  )
}
