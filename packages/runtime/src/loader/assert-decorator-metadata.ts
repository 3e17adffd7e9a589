import { type HandlerClass, emittedParameterTypes, ownEndpointsOf } from '@portico/sdk'
import { getMetadataArgsStorage } from 'routing-controllers'

import { AppLoadError } from './app-load-error.js'
import { displayPath } from './display-path.js'
import { decoratorSettings } from './explain-compiler-refusal.js'
import type { HandlerSource } from './manifest.js'

/**
 * Refuses a TypeScript app whose compiler emitted no types with its decorators: every parameter
 * without a decorator of its own would lose its type.
 *
 * @throws AppLoadError naming the `tsconfig.json` and the lines to add.
 */
export function assertDecoratorMetadata(sources: readonly HandlerSource[], file: string): void {
  const methods = sources.flatMap(({ target }) =>
    decoratedMethodsOf(target).map((method) => emittedParameterTypes(target, method)),
  )
  if (methods.length === 0 || methods.some((types) => types !== undefined)) return
  throw new AppLoadError(
    'no_decorator_metadata',
    `${displayPath(file)} was compiled without the types of its parameters: ${decoratorSettings(file)}`,
  )
}

/** Nothing is emitted for a method that has no decorator itself, such as `handle` of the class form. */
function decoratedMethodsOf(target: HandlerClass): readonly string[] {
  const endpoints = ownEndpointsOf(target).filter(({ form }) => form === 'method')
  const actions = getMetadataArgsStorage().actions.filter((action) => action.target === target)
  return [...endpoints.map(({ handler }) => handler), ...actions.map(({ method }) => method)]
}
