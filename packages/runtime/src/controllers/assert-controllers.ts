import { type HandlerClass, InvalidEndpointError } from '@portico/sdk'
import { getMetadataArgsStorage } from 'routing-controllers'

/**
 * Refuses a class with actions that isn't a controller: nobody would answer them. A parent of
 * another class in the list may be one.
 *
 * @throws InvalidEndpointError with the decorator that is missing.
 */
export function assertControllers(classes: readonly HandlerClass[]): void {
  const storage = getMetadataArgsStorage()
  for (const target of classes) {
    const [action] = storage.filterActionsWithTarget(target)
    const isController = storage.filterControllerMetadatasForClasses([target]).length > 0
    if (action === undefined || isController || isParent(target, classes)) continue
    throw new InvalidEndpointError(
      `${target.name}.${action.method} is an action, but ${target.name} is no controller: put @JsonController() on the class`,
    )
  }
}

function isParent(target: HandlerClass, classes: readonly HandlerClass[]): boolean {
  return classes.some((other) => other.prototype instanceof target)
}
