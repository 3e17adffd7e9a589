import {
  type Container,
  type HandlerClass,
  InvalidEndpointError,
  processContainer,
} from '@portico/sdk'

import { controllerInstance } from '../controllers/controller-instance.js'
import { construct } from './instances.js'

/**
 * Makes the object of a handler class: from `container`, from the one of `useContainer()`, or with
 * `new`. A plain controller comes from where routing-controllers itself takes it.
 *
 * @throws InvalidEndpointError where nothing can make it, and whatever the container throws.
 */
export function makeHandler(target: HandlerClass, container: Container | undefined): object {
  const controller = controllerInstance(target)
  if (controller !== undefined) {
    if (container === undefined) return controller
    throw new InvalidEndpointError(
      `${target.name} is a controller of routing-controllers, which the option "container" doesn't make: call useContainer() of @portico/sdk instead`,
    )
  }
  const from = container ?? processContainer()
  return from === undefined ? construct(target) : fromContainer(target, from)
}

function fromContainer(target: HandlerClass, container: Container): object {
  // The container judges by itself what it can make; an abstract class has no endpoint of its own.
  const made: unknown = container.get(target as new () => object)
  if (typeof made === 'object' && made !== null) return made
  throw new InvalidEndpointError(
    `the container gave no object for ${target.name}: register the class there`,
  )
}
