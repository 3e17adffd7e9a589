import { type HandlerClass, endpointsOf, isClass } from '@portico/sdk'
import { getMetadataArgsStorage } from 'routing-controllers'

import type { HandlerSource } from './manifest.js'

/**
 * Finds the handler classes that a file exports, whatever the exports are called: classes, and
 * classes in exported arrays. Each comes once.
 */
export function handlerSourcesOf(
  exports: Readonly<Record<string, unknown>>,
  file: string | undefined,
): readonly HandlerSource[] {
  const classes = new Set([...exportedValues(exports)].filter(isClass))
  return [...classes].filter(isHandler).map((target) => ({ target, file }))
}

/** Whether a class has an endpoint of ours, or an action of routing-controllers. */
function isHandler(target: HandlerClass): boolean {
  const { controllers, actions } = getMetadataArgsStorage()
  return (
    endpointsOf(target).length > 0 ||
    controllers.some((controller) => controller.target === target) ||
    actions.some((action) => action.target === target)
  )
}

function* exportedValues(exports: Readonly<Record<string, unknown>>): Generator<unknown> {
  for (const value of Object.values(exports)) {
    if (Array.isArray(value)) yield* value
    // `module.exports = { Greeter }` comes as the default export of an object.
    else if (isPlainObject(value)) yield* Object.values(value).flat()
    else yield value
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}
