import type { GuardedRoute, Scheme, SchemeServices } from '@portico/sdk'

import type { Exchange } from '../server/exchange.js'
import { type Finding, askSchemes } from './ask-schemes.js'
import { isInReach } from './assert-reach.js'
import { countFailure } from './count-failure.js'
import type { GuardServices } from './guard.js'

/** A route, and who stands in front of it. */
export interface ShownRoute {
  readonly route: GuardedRoute
  /** None where the route is open. */
  readonly schemes: readonly Scheme[]
}

/** Which routes a caller may see, in the order of the routes. */
export type FindVisible = (exchange: Exchange) => Promise<readonly boolean[]>

/**
 * Makes what tells, of many routes at once, to which of them the guard would let a caller through.
 * Nobody is refused for what they lack and no use is recorded; a wrong secret counts as at any guard,
 * once for a request.
 *
 * What it returns rejects with an `AuthError` where an address has sent too many wrong secrets and no
 * good credential beside, and with whatever a scheme throws.
 */
export function createFindVisible(
  routes: readonly ShownRoute[],
  { schemeServices, failures }: GuardServices,
): FindVisible {
  const groups = groupBySchemes(routes)

  return async function findVisible(exchange) {
    const visible = new Set(routes.filter(({ schemes }) => schemes.length === 0))
    let wrongSecret = false
    let known = false
    for (const group of groups) {
      for (const { shown, finding } of await askGroup(group, exchange, schemeServices)) {
        const answer = finding?.answer
        if (answer?.ok === true) {
          known = true
          if (isInReach(answer.principal, shown.route)) visible.add(shown)
        } else if (answer?.error.code === 'invalid_credentials') wrongSecret = true
      }
    }
    const tooMany = wrongSecret ? countFailure(failures, exchange.address) : undefined
    if (tooMany !== undefined && !known) throw tooMany
    return routes.map((shown) => visible.has(shown))
  }
}

/** Protected routes with one and the same list of schemes. */
interface SchemeGroup {
  readonly schemes: readonly Scheme[]
  readonly members: ShownRoute[]
}

function groupBySchemes(routes: readonly ShownRoute[]): readonly SchemeGroup[] {
  const groups: SchemeGroup[] = []
  for (const shown of routes.filter(({ schemes }) => schemes.length > 0)) {
    const group = groups.find(({ schemes }) => isSameList(schemes, shown.schemes))
    if (group === undefined) groups.push({ schemes: shown.schemes, members: [shown] })
    else group.members.push(shown)
  }
  return groups
}

function isSameList(left: readonly Scheme[], right: readonly Scheme[]): boolean {
  return left.length === right.length && left.every((scheme, index) => scheme === right[index])
}

/** What was found out about the caller of a route. */
interface Asked {
  readonly shown: ShownRoute
  readonly finding: Finding | undefined
}

/** Asks once for all, unless a scheme looks at the route: then for each, as their guards would. */
async function askGroup(
  { schemes, members }: SchemeGroup,
  { received: headers, params, address }: Exchange,
  services: SchemeServices,
): Promise<readonly Asked[]> {
  const asked: Asked[] = []
  let looked = true
  for (const shown of members) {
    const last = asked.at(-1)
    if (last !== undefined && !looked) {
      asked.push({ shown, finding: last.finding })
      continue
    }
    looked = false
    const request = {
      ...{ headers, params, address },
      get route() {
        looked = true
        return shown.route
      },
    }
    asked.push({ shown, finding: await askSchemes(schemes, request, services) })
  }
  return asked
}
