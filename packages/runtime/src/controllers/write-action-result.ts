import { NotFoundError } from '@portico/sdk'
import type { Context } from 'koa'
import type { Action, ActionMetadata } from 'routing-controllers'

import { toRedirectTarget } from './redirect-target.js'

/**
 * Puts what an action returned, already transformed, on Koa's `ctx`, as routing-controllers does.
 *
 * @throws NotFoundError on `undefined`, or the error that `@OnUndefined` or `@OnNull` names.
 */
export function writeActionResult(result: unknown, metadata: ActionMetadata, action: Action): void {
  const ctx: Context = action.context
  if (metadata.redirect) ctx.response.redirect(locationOf(metadata.redirect, result))
  else if (result === undefined) assertMayBeEmpty(metadata.undefinedResultCode, action, true)
  else if (result === null) writeNull(ctx, metadata, action)
  else ctx.response.body = result instanceof Uint8Array ? Buffer.from(result) : result

  const status = statusOf(result, metadata, ctx)
  if (status !== undefined) ctx.response.status = status
  for (const [name, value] of Object.entries(metadata.headers)) ctx.response.set(name, value)
}

function locationOf(template: string, result: unknown): string {
  if (typeof result === 'string') return result
  return result instanceof Object ? toRedirectTarget(template, result) : template
}

function writeNull(ctx: Context, { nullResultCode }: ActionMetadata, action: Action): void {
  assertMayBeEmpty(nullResultCode, action, false)
  ctx.response.body = null
}

/** `code` is a status, or the class of the error to throw. */
function assertMayBeEmpty(code: number | Function, action: Action, needsCode: boolean): void {
  if (typeof code === 'function') throw construct(code, action)
  if (needsCode && !code) throw new NotFoundError()
}

/** An error class that passes its argument on as a message would send the whole request back. */
function construct(errorClass: Function, action: Action): unknown {
  const error: unknown = Reflect.construct(errorClass, [action])
  if (error instanceof Error && typeof error.message !== 'string') error.message = ''
  return error
}

function statusOf(result: unknown, metadata: ActionMetadata, ctx: Context): number | undefined {
  const { undefinedResultCode, nullResultCode, successHttpCode } = metadata
  if (result === undefined && typeof undefinedResultCode === 'number') return undefinedResultCode
  if (result === null && typeof nullResultCode === 'number') return nullResultCode
  if (successHttpCode) return successHttpCode
  return ctx.response.body === null ? 204 : undefined
}
