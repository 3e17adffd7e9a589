import type { Exchange } from '../server/exchange.js'
import type { Binder } from './binder.js'
import type { BindStep } from './compile-scalar.js'
import type { Dependencies } from './dependencies.js'
import type { DependencyParameterSpec } from './parameter-spec.js'
import { ValidationError } from './validation-error.js'

/**
 * Compiles a parameter that a dependency gives; `bind` makes the dependency's own arguments.
 *
 * @throws InvalidEndpointError where the object of its class can't be made.
 */
export function compileDependency(
  { index, provider }: DependencyParameterSpec,
  bind: Binder,
  dependencies: Dependencies | undefined,
): BindStep {
  if (dependencies === undefined) throw new TypeError('nothing was given to resolve dependencies')
  const resolve = dependencies.functionOf(provider)

  const call = async (exchange: Exchange): Promise<unknown> => {
    const replacement = dependencies.replacementOf(provider)
    if (replacement !== undefined && replacement.length === 0) return replacement()
    const args = await bind(exchange)
    return (replacement ?? resolve)(...args)
  }
  return async function bindDependency(state) {
    try {
      state.args[index] = await dependencies.resolve(state.exchange, provider, call)
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error
      // Told together with what else is wrong, as FastAPI does.
      state.details.push(...error.details)
    }
  }
}
