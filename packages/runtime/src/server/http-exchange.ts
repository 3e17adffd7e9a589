import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'

import type { Principal, RequestHeaders } from '@portico/sdk'
import type { Context } from 'koa'

import type { AnswerHeaders } from './answer.js'
import { readClientAddress } from './client-address.js'
import type { Exchange } from './exchange.js'
import type { ErrorMapping } from './error-mapping.js'
import { HeaderFields } from './header-fields.js'
import { openBody } from './open-body.js'
import { readBody } from './read-body.js'
import { keepReceived, receivedFields } from './received-fields.js'
import { createRequestSignal } from './request-signal.js'
import type { Route } from './route.js'

const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze(Object.create(null))

/** What an {@link HttpExchange} starts from. */
export interface ExchangeStart {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly environment: string
  /** Koa's context, where the request came through Koa. */
  readonly ctx?: Context | undefined
  /** Fires when the server starts to shut down. */
  readonly shutdown?: AbortSignal | undefined
  /** What users say that errors are answered with. */
  readonly mapError?: ErrorMapping | undefined
}

/** An {@link Exchange} over Node's request and response. */
export class HttpExchange implements Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly environment: string
  readonly method: string
  readonly headers: RequestHeaders
  received: RequestHeaders
  readonly requestId = randomUUID()
  /** When it came in, in ms of `performance.now()`; 0 where nobody measures. */
  startedAt = 0
  /** Where a Koa application has mounted us, such as `/api`; before our own paths. */
  readonly mountPath: string
  path = ''
  search = ''
  params: Readonly<Record<string, string>> = NO_PARAMS
  principal: Principal | undefined = undefined
  /** The guard has admitted, or there is none: users' code may run, and its errors be mapped. */
  entered = false
  readonly mapError: ErrorMapping | undefined
  /** Added to whatever is answered, such as `Deprecation`. */
  admissionHeaders: AnswerHeaders | undefined = undefined
  #route: Route | undefined
  #ctx: Context | undefined
  readonly #shutdown: AbortSignal | undefined
  #controller: AbortController | undefined
  #abortedWith: Error | undefined
  #address: string | undefined

  constructor({ req, res, environment, ctx, shutdown, mapError }: ExchangeStart) {
    this.req = req
    this.res = res
    this.environment = environment
    this.method = req.method ?? 'GET'
    this.headers = new HeaderFields(req)
    this.received = (ctx && receivedFields(req)) ?? this.headers
    this.mapError = mapError
    this.#ctx = ctx
    this.#shutdown = shutdown
    this.mountPath = ctx === undefined ? '' : readMountPath(ctx)
  }

  /** The route that was matched; `undefined` before that, and where there is none. */
  get matched(): Route | undefined {
    return this.#route
  }

  get route(): Route {
    if (this.#route === undefined) throw new Error('the request has not been matched')
    return this.#route
  }

  set route(route: Route) {
    this.#route = route
  }

  /** Lets nothing that users' code does from now on change what the guard reads. */
  holdReceived(): void {
    keepReceived(this.req)
    this.received = receivedFields(this.req) ?? this.headers
    this.#address = this.address
  }

  get address(): string {
    this.#address ??= readClientAddress(this.req)
    return this.#address
  }

  get ctx(): Context {
    if (this.#ctx === undefined) throw new Error('this route was not compiled to run inside Koa')
    return this.#ctx
  }

  set ctx(ctx: Context) {
    this.#ctx = ctx
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = createRequestSignal(this.res, this.#shutdown)
      if (this.#abortedWith !== undefined) this.#controller.abort(this.#abortedWith)
    }
    return this.#controller.signal
  }

  get aborted(): unknown {
    return this.#abortedWith ?? this.#controller?.signal.reason
  }

  abort(reason: Error): void {
    this.#abortedWith ??= reason
    this.#controller?.abort(reason)
  }

  get parsedBody(): unknown {
    // Body parsers for Koa (koa-body, @koa/bodyparser, koa-bodyparser) all leave it there.
    const request: object | undefined = this.#ctx?.request
    return request !== undefined && 'body' in request ? request.body : undefined
  }

  readBody(maxBytes: number): Promise<Buffer> {
    return readBody(this.req, this.res, maxBytes)
  }

  openBody(maxBytes: number): Readable {
    return openBody(this, maxBytes)
  }
}

/** What koa-mount and its like have cut off the URL. */
function readMountPath({ originalUrl, url }: Context): string {
  return originalUrl.endsWith(url) ? originalUrl.slice(0, -url.length) : ''
}
