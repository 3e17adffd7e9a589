import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'

import type { Principal, RequestHeaders } from '@portico/sdk'
import type { Context } from 'koa'

import type { RouteFacts } from './route-facts.js'

/** One request on its way through a route. Facts are canonical: read them here and nowhere else. */
export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly route: RouteFacts
  /** Method as sent, such as `HEAD` at a route that declares `GET`. */
  readonly method: string
  /** Canonical path, still percent-encoded where that matters. */
  readonly path: string
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>
  /** Query string as sent, without the `?`. */
  readonly search: string
  readonly headers: RequestHeaders
  /** Header fields as they came in, credentials among them: for guards alone. */
  readonly received: RequestHeaders
  /** The client's address. */
  readonly address: string
  readonly requestId: string
  /** Who called; `undefined` until the guard admitted somebody, and on open routes. */
  readonly principal: Principal | undefined
  /** Environment that this server serves. */
  readonly environment: string
  /** A body that a parser before us has read already; `undefined` where none has. */
  readonly parsedBody: unknown
  /** Fires when nobody waits for the answer any more. Made on first use. */
  readonly signal: AbortSignal
  /** Why the signal has fired, or would have; `undefined` as long as somebody waits. */
  readonly aborted: unknown
  /** Koa's context, made on first use. */
  readonly ctx: Context
  /** Fires the signal. `reason` is what a call is answered with that gives up because of it. */
  abort(reason: Error): void
  /**
   * Reads the whole body, once.
   *
   * @throws BodyTooLargeError past `maxBytes`.
   */
  readBody(maxBytes: number): Promise<Buffer>
  /**
   * Opens the body as a stream, once, instead of reading it. The stream fails past `maxBytes`, where the
   * client leaves and when the signal fires, and is over with the answer; nobody has to read it.
   *
   * @throws BodyTooLargeError where the client says beforehand that it is.
   */
  openBody(maxBytes: number): Readable
}
