import type { StartOptions } from './start-runtime.js'

type Middleware = NonNullable<StartOptions['use']>

const pass = (_ctx: unknown, next: () => Promise<unknown>): unknown => next()

/** What of users' middleware stands around every route. None of it does anything. */
const SURROUNDING = {
  nothing: [],
  'middleware behind the guard': [pass],
  'middleware before the guard': [{ use: pass, before: 'guards' }],
} satisfies Record<string, Middleware>

export type Surroundings = keyof typeof SURROUNDING

/** Everything that can stand around a route; each runs another path through the server. */
export const SURROUNDINGS = Object.keys(SURROUNDING) as readonly Surroundings[] // its own keys

/** The option `use` of a runtime; `more` runs behind the guard, where there is any at all. */
export function surroundedBy(surroundings: Surroundings, more: Middleware = []): Middleware {
  return surroundings === 'nothing' ? [] : [...SURROUNDING[surroundings], ...more]
}
