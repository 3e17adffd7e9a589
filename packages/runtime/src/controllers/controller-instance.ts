import type { HandlerClass } from '@portico/sdk'
import { getFromContainer, getMetadataArgsStorage } from 'routing-controllers'

/** Whether a class is a plain controller. */
export function isController(target: HandlerClass): boolean {
  return getMetadataArgsStorage().filterControllerMetadatasForClasses([target]).length > 0
}

/**
 * An object of a controller, from routing-controllers' container (`useContainer`): the one that
 * answers, so that hooks run on it, unless the container makes one for each request.
 */
export function controllerInstance(target: HandlerClass): object {
  return getFromContainer<object>(target)
}
