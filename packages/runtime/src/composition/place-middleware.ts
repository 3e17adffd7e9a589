import { type AppOptions, isEarly } from '@portico/sdk'
import type { Middleware } from 'koa'

/** Global user middleware, each kind in order. */
export interface PlacedMiddleware {
  readonly beforeGuards: readonly Middleware[]
  readonly behindGuards: readonly Middleware[]
}

/** Tells middleware that comes before the guards from what comes behind them. */
export function placeMiddleware({ use = [] }: AppOptions): PlacedMiddleware {
  return {
    beforeGuards: use.filter(isEarly).map((early) => early.use),
    behindGuards: use.filter((each) => !isEarly(each)) as readonly Middleware[],
  }
}
