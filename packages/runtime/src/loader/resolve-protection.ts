import {
  type HandlerClass,
  type Protection,
  classProtectionOf,
  endpointsOf,
  lineageOf,
  ownEndpointsOf,
  ownMethodProtectionOf,
} from '@portico/sdk'

import { invalidEndpoint } from './invalid-endpoint.js'
import type { HandlerSource } from './manifest.js'

/**
 * Who may call a declared endpoint: what the method says in the class that declares it or in a
 * class that overrides it, else what the class says.
 *
 * @throws InvalidEndpointError where one method says it twice, or drops its parent's protection
 *   without a word.
 */
export function resolveProtection(source: HandlerSource, handler: string): Protection {
  const lineage = [...lineageOf(source.target)]
  const declaring = lineage.findIndex((ancestor) => declares(ancestor, handler))
  const own = nearestStatement(source, lineage.slice(0, declaring + 1), handler)
  if (own !== undefined) return own

  const ofClass = classProtectionOf(source.target)
  const parent = lineage[declaring + 1]
  if (
    ofClass.kind !== 'protected' &&
    parent !== undefined &&
    isProtected({ ...source, target: parent }, handler)
  ) {
    throw invalidEndpoint(
      source,
      handler,
      `${parent.name}.${handler} is protected, and this one no longer says so. Write requiresProxyAuth: true, or requiresProxyAuth: false to open it.`,
    )
  }
  return ofClass
}

/**
 * Who may call an action of a plain controller: the nearest word on the method in the class and
 * its ancestors, else what the class says. An action that overrides another stays protected.
 */
export function resolveControllerProtection(source: HandlerSource, handler: string): Protection {
  const lineage = [...lineageOf(source.target)]
  return nearestStatement(source, lineage, handler) ?? classProtectionOf(source.target)
}

/**
 * Refuses protection of a method that nobody can call: somebody believes that it guards something.
 *
 * @throws InvalidEndpointError with class and method.
 */
export function assertProtectionGuards(source: HandlerSource, actions: readonly string[]): void {
  const served = new Set([...actions, ...endpointsOf(source.target).map(({ handler }) => handler)])
  for (const ancestor of lineageOf(source.target)) {
    for (const handler of Object.getOwnPropertyNames(ancestor.prototype)) {
      if (served.has(handler) || ownMethodProtectionOf(ancestor, handler).kind === 'unstated')
        continue
      throw invalidEndpoint(
        source,
        handler,
        '@requiresProxyAuth() and @publicEndpoint() go on endpoints, and this method is none. Add @fastapiEndpoint(), or remove the decorator.',
      )
    }
  }
}

/** Whether the parent's method would be protected; its own mistakes are told where it is served. */
function isProtected(source: HandlerSource, handler: string): boolean {
  return resolveControllerProtection(source, handler).kind === 'protected'
}

function declares(target: HandlerClass, handler: string): boolean {
  return ownEndpointsOf(target).some((spec) => spec.handler === handler)
}

function nearestStatement(
  source: HandlerSource,
  lineage: readonly HandlerClass[],
  handler: string,
): Protection | undefined {
  return lineage
    .map((ancestor) => statementOf({ ...source, target: ancestor }, handler))
    .find(({ kind }) => kind !== 'unstated')
}

/** What one class says on the method itself, by the web decorator or by a decorator beside it. */
function statementOf(source: HandlerSource, handler: string): Protection {
  const { target } = source
  const beside = ownMethodProtectionOf(target, handler)
  const spec = ownEndpointsOf(target).find((own) => own.handler === handler)
  if (spec === undefined || spec.protection.kind === 'unstated') return beside
  if (beside.kind === 'unstated') return spec.protection
  throw invalidEndpoint(
    source,
    handler,
    'says twice who may call it. Keep the option of the web decorator, or the decorator beside it.',
  )
}
