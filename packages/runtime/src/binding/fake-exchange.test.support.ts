import { Readable } from 'node:stream'

import type { Exchange } from '../server/exchange.js'
import type { Binder } from './binder.js'
import { compileBinding } from './compile-binding.js'
import type { JsonBodyOptions } from './json-body.js'
import type { EndpointShape } from './parameter-site.js'
import { readParameters } from './read-parameters.js'
import { ValidationError } from './validation-error.js'

/** A request as far as binding looks at it. */
export interface FakeRequest {
  readonly params?: Readonly<Record<string, string>>
  readonly search?: string
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /** Text or bytes as sent; anything else is written as JSON. */
  readonly body?: unknown
  readonly parsedBody?: unknown
  readonly principal?: Exchange['principal']
  readonly ctx?: object
}

/** An exchange that knows what binding reads, and throws for everything else. */
export function fakeExchange(request: FakeRequest): Exchange {
  const { params = {}, search = '', body, parsedBody, principal, ctx } = request
  const headers: FakeRequest['headers'] = {
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...request.headers,
  }
  const known = {
    params,
    search,
    parsedBody,
    principal,
    ctx,
    environment: 'main',
    headers: { values: (name: string) => [headers[name] ?? []].flat() },
    req: { headers },
    readBody: () => Promise.resolve(toBytes(body)),
    openBody: () => Readable.from([toBytes(body)]),
  }
  return new Proxy(known, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name)
      throw new Error(`binding read ${String(name)} of the exchange`)
    },
  }) as unknown as Exchange
}

function toBytes(body: unknown): Buffer {
  if (body === undefined) return Buffer.alloc(0)
  if (body instanceof Uint8Array) return Buffer.from(body)
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
}

/** Compiles the binding of a method as the runtime does. */
export function binderOf(
  target: Parameters<typeof readParameters>[0],
  handler: string,
  options: Partial<EndpointShape & JsonBodyOptions> = {},
): Binder {
  const { method = 'GET', pathParams = [], ...limits } = options
  const parameters = readParameters(target, handler, { method, pathParams })
  return compileBinding(parameters, { maxBodyBytes: 1_048_576, ...limits })
}

/** What a request comes to: its arguments, or FastAPI's `detail`. */
export async function bound(binder: Binder, request: FakeRequest): Promise<unknown> {
  try {
    return await binder(fakeExchange(request))
  } catch (error) {
    if (error instanceof ValidationError) return { detail: error.details }
    throw error
  }
}
