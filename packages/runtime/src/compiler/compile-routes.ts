import { type GuardServices, createGuard } from '../guards/guard.js'
import type {
  ControllerEndpoint,
  DeclaredEndpoint,
  Manifest,
  ManifestEndpoint,
} from '../loader/manifest.js'
import type { Guard, Route } from '../server/route.js'
import type { BackgroundWork } from './background-work.js'
import { type HandlerParts, compileHandler } from './compile-handler.js'
import { usesKoa } from './uses-koa.js'

/** Options of {@link compileRoutes}. */
export interface CompileOptions extends HandlerParts {
  /** Environment that is served. */
  readonly environment: string
  readonly guards: GuardServices
  readonly background: BackgroundWork
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
  const { name, label, methods, path, hosts, spec, uses } = endpoint
  const needsKoa = options.alwaysInKoa || uses.middleware.length > 0 || usesKoa(endpoint)
  const handle = compileHandler(endpoint, options)
  return {
    ...{ name, label, methods, path, hosts },
    cors: spec.cors,
    guard: compileGuard(endpoint, options),
    middleware: uses.middleware,
    needsKoa,
    // In Koa, `after()` works in middleware too: it is made to work around all of it.
    handle: needsKoa ? handle : options.background.around(handle),
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
