import type { HandlerClass } from '@portico/sdk'
import { getFromContainer, getMetadataArgsStorage } from 'routing-controllers'

/**
 * The object that answers for a controller, from routing-controllers' container (`useContainer`), so
 * that hooks run on the same one. `undefined` where the class is no controller.
 */
export function controllerInstance(target: HandlerClass): object | undefined {
  const found = getMetadataArgsStorage().filterControllerMetadatasForClasses([target])
  return found.length === 0 ? undefined : getFromContainer<object>(target)
}
