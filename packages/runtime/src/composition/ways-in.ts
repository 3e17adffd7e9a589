import type { AppOptions } from '@portico/sdk'
import type { Middleware } from 'koa'

import type { BackgroundWork } from '../compiler/background-work.js'
import { compileErrorMapping } from '../compiler/compile-error-mapping.js'
import type { HandlerParts } from '../compiler/compile-handler.js'
import { compileRoutes } from '../compiler/compile-routes.js'
import type { GuardServices } from '../guards/guard.js'
import type { Manifest } from '../loader/manifest.js'
import type { Logger } from '../observability/logger.js'
import { createRequestLog } from '../observability/request-log.js'
import { type RequestListener, createFrontDoor } from '../server/front-door.js'
import { healthRoute } from '../server/health-route.js'
import { createKoaHost } from '../server/koa-host.js'
import { createKoaMount } from '../server/koa-mount.js'
import { createKoaPipeline } from '../server/koa-pipeline.js'
import { type Matcher, createMatcher } from '../server/matcher/matcher.js'
import type { Route } from '../server/route.js'
import { type DocsMode, createDocsRoutes } from './docs-routes.js'
import { placeMiddleware } from './place-middleware.js'

/** The two ways to the same routes: a listener of our own, and somebody's Koa application. */
export interface WaysIn {
  readonly listener: RequestListener
  readonly mount: Middleware
  readonly matcher: Matcher<Route>
}

/** What {@link createWaysIn} is made of. */
export interface WaysInParts extends HandlerParts {
  readonly environment: string
  readonly appOptions: AppOptions
  readonly manifest: Manifest
  readonly docs: DocsMode
  readonly background: BackgroundWork
  readonly guards: GuardServices
  readonly logger: Logger
  /** Fires when the runtime starts to close. */
  readonly shutdown: AbortSignal
}

/** Compiles the manifest and opens both ways to its routes. */
export function createWaysIn(parts: WaysInParts): WaysIn {
  const { environment, appOptions, manifest, background, logger, shutdown } = parts
  const alwaysInKoa = (appOptions.use ?? []).length > 0
  const own = compileRoutes(manifest, { ...parts, alwaysInKoa })
  const ownMatcher = createMatcher(own)
  const docs = createDocsRoutes({ ...parts, needsKoa: alwaysInKoa }, ownMatcher)
  const routes = [...own, ...docs]
  const matcher = docs.length === 0 ? ownMatcher : createMatcher(routes)
  const observer = createRequestLog(logger)
  const pipeline = createKoaPipeline({
    ...placeMiddleware(appOptions),
    observer,
    around: background.within,
  })
  const mapError = compileErrorMapping(appOptions.errorMappers ?? [])
  const shared = { environment, pipeline, observer, shutdown, mapError }
  return {
    listener: createFrontDoor({
      matcher: withHealth(routes, matcher, alwaysInKoa),
      koa: createKoaHost({ pipeline, observer }),
      ...shared,
    }),
    mount: createKoaMount({ matcher, ...shared }),
    matcher,
  }
}

/** A user's own route wins over `/health`. */
function withHealth(
  routes: readonly Route[],
  matcher: Matcher<Route>,
  needsKoa: boolean,
): Matcher<Route> {
  const taken = matcher.match('', '/health', 'GET')?.kind === 'route'
  return taken ? matcher : createMatcher([...routes, healthRoute({ needsKoa })])
}
