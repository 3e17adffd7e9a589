import { type HandlerClass, InvalidEndpointError, lineageOf } from '@portico/sdk'
import { type ActionMetadata, getMetadataArgsStorage } from 'routing-controllers'

/**
 * Refuses an inherited action whose parent says more than routing-controllers inherits: it takes over
 * path and method, but neither `@Authorized`, nor middleware, nor parameters.
 *
 * @throws InvalidEndpointError with the decorator that would be lost.
 */
export function assertNothingLost(target: HandlerClass, metadata: ActionMetadata): void {
  for (const ancestor of [...lineageOf(target)].slice(1)) {
    const lost = lostFrom(ancestor, target, metadata)
    if (lost === undefined) continue
    throw new InvalidEndpointError(
      `${target.name}.${metadata.method} loses ${lost} of ${ancestor.name}, because routing-controllers doesn't inherit it: write it on ${target.name} too`,
    )
  }
}

function lostFrom(
  ancestor: HandlerClass,
  target: HandlerClass,
  metadata: ActionMetadata,
): string | undefined {
  const storage = getMetadataArgsStorage()
  const { method, controllerMetadata: controller } = metadata
  const declaredHere = storage
    .filterActionsWithTarget(target)
    .some((action) => action.method === method)

  if (isAuthorized(ancestor, undefined) && !metadata.isAuthorizedUsed) return '@Authorized()'
  // A weaker @Authorized() of the child's class doesn't make up for the parent's on the method.
  const lostOnMethod = isAuthorized(ancestor, method) && !isAuthorized(target, method)
  if (lostOnMethod && !declaredHere) return '@Authorized()'

  const classUses = storage.uses.some((use) => use.target === ancestor && use.method === undefined)
  if (classUses && controller.uses.length === 0) return '@UseBefore() or @UseAfter()'
  if (declaredHere) return undefined

  const uses = storage.filterUsesWithTargetAndMethod(ancestor, method)
  if (uses.length > 0 && metadata.uses.length === 0) return '@UseBefore() or @UseAfter()'
  const params = storage.filterParamsWithTargetAndMethod(ancestor, method)
  return params.length > metadata.params.length ? 'the parameter decorators' : undefined
}

function isAuthorized(target: HandlerClass, method: string | undefined): boolean {
  return getMetadataArgsStorage()
    .filterResponseHandlersWithTarget(target)
    .some((handler) => handler.type === 'authorized' && handler.method === method)
}
