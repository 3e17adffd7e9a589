import type { HandlerClass } from '../endpoints/handler-class.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'

/** Runs `declare`, and names class and method in the misuse that it throws. */
export function onTarget(target: HandlerClass, handler: string, declare: () => void): void {
  try {
    declare()
  } catch (error) {
    const where = `${target.name}.${handler}`
    if (!(error instanceof InvalidEndpointError) || error.message.includes(where)) throw error
    throw new InvalidEndpointError(`${where}: ${error.message}`)
  }
}
