import { InvalidEndpointError } from '@portico/sdk'

import { compileBinding } from '../binding/compile-binding.js'
import { type GuardServices, createGuard } from '../guards/guard.js'
import type {
  ControllerEndpoint,
  DeclaredEndpoint,
  Manifest,
  ManifestEndpoint,
} from '../loader/manifest.js'
import type { Exchange } from '../server/exchange.js'
import type { Guard, Route } from '../server/route.js'
import type { Instances } from './instances.js'
import { limitConcurrency } from './limit-concurrency.js'
import { limitTime } from './limit-time.js'
import { toAnswer } from './to-answer.js'

/** Options of {@link compileRoutes}. */
export interface CompileOptions {
  /** Environment that is served. */
  readonly environment: string
  readonly guards: GuardServices
  readonly instances: Instances
  /** Whether there is user middleware around every route, so that all have to run inside Koa. */
  readonly alwaysInKoa: boolean
}

/** Turns each endpoint into a route: everything about it is looked up here, and never again. */
export function compileRoutes(manifest: Manifest, options: CompileOptions): readonly Route[] {
  return manifest.endpoints.map((endpoint) => {
    switch (endpoint.kind) {
      case 'declared':
        return compileDeclared(endpoint, options)
      case 'controller':
        return compileController(endpoint, options)
    }
  })
}

function compileDeclared(endpoint: DeclaredEndpoint, options: CompileOptions): Route {
  const { name, label, methods, path, hosts, spec, parameters } = endpoint
  return {
    ...{ name, label, methods, path, hosts },
    cors: spec.cors,
    guard: compileGuard(endpoint, options),
    middleware: [],
    needsKoa: options.alwaysInKoa || parameters.some(isFromKoa),
    handle: compileHandler(endpoint, options.instances),
  }
}

function compileController(endpoint: ControllerEndpoint, options: CompileOptions): Route {
  const { name, label, methods, path, hosts, action } = endpoint
  return {
    ...{ name, label, methods, path, hosts },
    cors: undefined,
    guard: compileGuard(endpoint, options),
    middleware: action.middlewareBefore,
    needsKoa: true,
    async handle(exchange) {
      await action.run(exchange)
      return { kind: 'koa' }
    },
  }
}

function compileGuard(endpoint: ManifestEndpoint, options: CompileOptions): Guard | undefined {
  const { protection, label, path } = endpoint
  const { environment, guards } = options
  return protection.kind === 'protected'
    ? createGuard({ label, path, environment }, protection.schemes, guards)
    : undefined
}

function isFromKoa(parameter: DeclaredEndpoint['parameters'][number]): boolean {
  return parameter.kind === 'injected' && ['koa-context', 'state'].includes(parameter.what)
}

/** Binds arguments, calls the method and turns what it returns into an answer, within its limits. */
function compileHandler(endpoint: DeclaredEndpoint, instances: Instances): Route['handle'] {
  const { statusCode, timeoutMs, maxBodyBytes, maxConcurrency } = endpoint.spec
  const instance = instances.of(endpoint.target)
  const method = methodOf(instance, endpoint)
  const bind = compileBinding(endpoint.parameters, { maxBodyBytes })

  const invoke = (args: readonly unknown[]): ReturnType<Route['handle']> => {
    const result: unknown = Reflect.apply(method, instance, args)
    return result instanceof Promise
      ? result.then((value) => toAnswer(value, statusCode))
      : toAnswer(result, statusCode)
  }
  const handle = (exchange: Exchange): ReturnType<Route['handle']> => {
    const args = bind(exchange)
    return args instanceof Promise ? args.then(invoke) : invoke(args)
  }
  const timed = limitTime(timeoutMs, handle)
  return maxConcurrency === undefined ? timed : limitConcurrency(maxConcurrency, timed)
}

// A method as JavaScript has it, before anything is known about its parameters.
type Method = (...args: unknown[]) => unknown

function methodOf(instance: object, { name, handler }: DeclaredEndpoint): Method {
  const method: unknown = Reflect.get(instance, handler)
  if (isMethod(method)) return method
  throw new InvalidEndpointError(`${name} is not a method: write it as one, ${handler}() { … }`)
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}
