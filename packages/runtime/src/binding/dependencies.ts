import {
  type Dependency,
  type DependencyClass,
  type DependencyFunction,
  isDependencyClass,
} from '@portico/sdk'

import type { Exchange } from '../server/exchange.js'
import { RESOLVE } from './dependency-source.js'
import { type YieldedValues, createYieldedValues } from './yielded-values.js'

/** A dependency as one endpoint uses it: binds its parameters and calls it. */
export type DependencyCall = (exchange: Exchange) => Promise<unknown>

/** What the dependencies of one runtime share. */
export interface Dependencies extends Pick<YieldedValues, 'keepFor' | 'settled'> {
  /** What gives the values; the object of a class is made once. */
  functionOf(provider: Dependency): DependencyFunction
  /** What is called instead, with the same arguments, or with none where it takes none. */
  replacementOf(provider: Dependency): DependencyFunction | undefined
  /** Puts `other` in the place of `provider`, until the function that it returns is called. */
  override(provider: Dependency, other: Dependency): () => void
  /** The value for a request: `call` makes it, once. Rejects with what it throws. */
  resolve(exchange: Exchange, provider: Dependency, call: DependencyCall): Promise<unknown>
}

/** Options of {@link createDependencies}. */
export interface DependenciesOptions {
  /** Makes the object of a dependency's class. */
  make(target: DependencyClass): object
  /** Is told what is thrown behind an answer. */
  onError(error: unknown): void
}

/** Keeps the values of each request, and ends what yielded them when the answer has gone out. */
export function createDependencies({ make, onError }: DependenciesOptions): Dependencies {
  const values = new WeakMap<Exchange, Map<Dependency, Promise<unknown>>>()
  const { valueOf, keepFor, settled } = createYieldedValues(onError)
  const functions = new Map<Dependency, DependencyFunction>()
  const replacements = new Map<Dependency, DependencyFunction>()

  function functionOf(provider: Dependency): DependencyFunction {
    const found = functions.get(provider) ?? toFunction(provider, make)
    functions.set(provider, found)
    return found
  }

  return {
    functionOf,
    replacementOf: (provider) => replacements.get(provider),
    override(provider, other) {
      if (!functions.has(provider)) {
        throw new TypeError(
          `no endpoint of this runtime depends on ${provider.name || 'that function'}`,
        )
      }
      const replacement = toFunction(other, make)
      replacements.set(provider, replacement)
      return () => {
        if (replacements.get(provider) === replacement) replacements.delete(provider)
      }
    },
    resolve(exchange, provider, call) {
      const known = values.get(exchange) ?? new Map<Dependency, Promise<unknown>>()
      values.set(exchange, known)
      const found = known.get(provider)
      if (found !== undefined) return found
      const value = call(exchange).then((result) => valueOf(exchange, result))
      known.set(provider, value)
      return value
    },
    keepFor,
    settled,
  }
}

function toFunction(provider: Dependency, make: DependenciesOptions['make']): DependencyFunction {
  if (!isDependencyClass(provider)) {
    // What isn't a class with `resolve` was checked to be a function by @Depends().
    return provider as DependencyFunction
  }
  const instance = make(provider)
  const resolve: unknown = Reflect.get(instance, RESOLVE)
  if (typeof resolve !== 'function') throw new TypeError(`${provider.name} has no method "resolve"`)
  return resolve.bind(instance)
}
