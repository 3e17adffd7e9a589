import type { Context } from 'koa'
import type { ParamMetadata } from 'routing-controllers'

import { filesOf } from './action-upload.js'
import { readCookies } from './read-cookies.js'

/** Injected by routing-controllers itself, without a value from the request. */
const INJECTED = ['request', 'response', 'context', 'current-user', 'custom-converter']

/** Read by {@link readActionParameter}. */
const READABLE =
  'body body-param param params query queries header headers cookie cookies session session-param state file files'.split(
    ' ',
  )

/** Whether an action may take such a parameter. */
export function isSupportedParameter(type: string): boolean {
  return INJECTED.includes(type) || READABLE.includes(type)
}

/**
 * Takes the value of a parameter out of the request, as it came. The body was parsed before.
 *
 * Objects are copies: routing-controllers converts their values in place.
 */
export function readActionParameter(ctx: Context, param: ParamMetadata): unknown {
  switch (param.type) {
    case 'body':
      return bodyOf(ctx)
    case 'body-param':
      return toRecord(bodyOf(ctx))[param.name]
    case 'param':
      return toRecord(ctx['params'])[param.name]
    case 'params':
      return { ...toRecord(ctx['params']) }
    case 'query':
      return ctx.query[param.name]
    case 'queries':
      return { ...ctx.query }
    case 'header':
      return ctx.headers[param.name.toLowerCase()]
    case 'headers':
      return { ...ctx.headers }
    case 'cookie':
      return toRecord(readCookies(ctx.headers.cookie))[param.name]
    case 'cookies':
      return readCookies(ctx.headers.cookie)
    case 'session':
      return param.required ? sessionOf(ctx, '@Session()') : ctx['session']
    case 'session-param':
      return toRecord(sessionOf(ctx, '@SessionParam()'))[param.name]
    case 'file':
      return filesOf(ctx, param.name)?.at(-1) ?? toRecord(ctx.request)['file']
    case 'files':
      return filesOf(ctx, param.name) ?? toRecord(ctx.request)['files']
    case 'state':
      return param.name ? ctx.state[param.name] : ctx.state
    default:
      return undefined
  }
}

/** `null` is a session that has ended. Without any, an action would take everybody for a stranger. */
function sessionOf({ session }: Context, decorator: string): unknown {
  if (session !== undefined) return session
  throw new Error(
    `${decorator} finds no ctx.session: give session middleware in the option "use", such as koa-generic-session, or in the Koa application around`,
  )
}

function bodyOf(ctx: Context): unknown {
  return 'body' in ctx.request ? ctx.request.body : undefined
}

/** Own properties only: a parameter called `constructor` isn't in a request that doesn't have it. */
function toRecord(value: unknown): Record<string, unknown> {
  const record: Record<string, unknown> = Object.create(null)
  return typeof value === 'object' && value !== null ? Object.assign(record, value) : record
}
