import { emittedParameterTypes, ownEndpointsOf } from '@portico/sdk'

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
    ownEndpointsOf(target)
      // Nothing is emitted for a method that has no decorator itself.
      .filter(({ form }) => form === 'method')
      .map(({ handler }) => emittedParameterTypes(target, handler)),
  )
  if (methods.length === 0 || methods.some((types) => types !== undefined)) return
  throw new AppLoadError(
    'no_decorator_metadata',
    `${displayPath(file)} was compiled without the types of its parameters: ${decoratorSettings(file)}`,
  )
}
