import { type HandlerClass, endpointsOf, isClass } from '@portico/sdk'
import { getMetadataArgsStorage } from 'routing-controllers'

import { exportedValues } from './exported-values.js'
import type { HandlerSource } from './manifest.js'

/**
 * Finds the handler classes that a file exports: classes under any name, and classes in an array
 * `handlers` or in an array that is the default export. Each comes once.
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
