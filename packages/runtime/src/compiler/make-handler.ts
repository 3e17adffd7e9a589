import {
  type Container,
  type HandlerClass,
  InvalidEndpointError,
  processContainer,
} from '@portico/sdk'

import { controllerInstance, isController } from '../controllers/controller-instance.js'
import { construct } from './instances.js'

/**
 * Makes the object of a handler class: from `container`, from the one of `useContainer()`, or with
 * `new`. A plain controller comes from where routing-controllers itself takes it.
 *
 * @throws InvalidEndpointError where nothing can make it, and whatever the container throws.
 */
export function makeHandler(target: HandlerClass, container: Container | undefined): object {
  if (isController(target)) return controllerInstance(target)
  const from = container ?? processContainer()
  return from === undefined ? construct(target) : fromContainer(target, from)
}

/**
 * Refuses the option `container` where there are plain controllers, which it doesn't make.
 *
 * @throws InvalidEndpointError with the first of them, and what to write instead.
 */
export function assertMakes(
  container: Container | undefined,
  targets: readonly HandlerClass[],
): void {
  const controller = container && targets.find(isController)
  if (controller === undefined) return
  throw new InvalidEndpointError(
    `${controller.name} is a controller of routing-controllers, which the option "container" doesn't make: call useContainer() of @portico/sdk instead`,
  )
}

function fromContainer(target: HandlerClass, container: Container): object {
  // The container judges by itself what it can make; an abstract class has no endpoint of its own.
  const made: unknown = container.get(target as new () => object)
  if (typeof made === 'object' && made !== null) return made
  throw new InvalidEndpointError(
    `the container gave no object for ${target.name}: register the class there`,
  )
}
