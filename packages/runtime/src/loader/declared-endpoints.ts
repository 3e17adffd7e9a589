import {
  type ControllersOptions,
  type EndpointSpec,
  InvalidEndpointError,
  endpointsOf,
  routePrefixOf,
} from '@portico/sdk'

import { assertResponseModel } from '../answers/assert-response-model.js'
import type { EndpointShape } from '../binding/parameter-site.js'
import type { ParameterSpec } from '../binding/parameter-spec.js'
import { readParameters } from '../binding/read-parameters.js'
import { endpointUsesOf } from '../controllers/endpoint-uses.js'
import type { AppNaming } from './app-naming.js'
import { assertOwnDecorators } from './assert-own-decorators.js'
import { toHostName, withoutScheme } from './custom-domain.js'
import { defaultLabelOf } from './default-label.js'
import { toDefaultPath, toLabelHost } from './endpoint-address.js'
import { invalidEndpoint } from './invalid-endpoint.js'
import type { DeclaredEndpoint, HandlerSource } from './manifest.js'
import { readPathNames } from './path-names.js'
import { resolveProtection } from './resolve-protection.js'

/** What the endpoints of all classes have in common. */
export interface DeclaredOptions {
  readonly naming: AppNaming
  /** Finds `@CurrentUser()`. */
  readonly currentUserChecker: ControllersOptions['currentUserChecker']
}

/**
 * The endpoints of a class that our web decorators declared, with every default resolved.
 *
 * @throws InvalidEndpointError where one can't be served.
 */
export function declaredEndpointsOf(
  source: HandlerSource,
  options: DeclaredOptions,
): readonly DeclaredEndpoint[] {
  return endpointsOf(source.target).map((spec) => toDeclaredEndpoint(source, spec, options))
}

function toDeclaredEndpoint(
  source: HandlerSource,
  spec: EndpointSpec,
  { naming, currentUserChecker }: DeclaredOptions,
): DeclaredEndpoint {
  const { handler } = spec
  assertOwnDecorators(source, handler)
  assertAnswers(source, spec)
  const path = toPath(source, spec)
  const label = toLabel(source, spec, naming.app)
  const pathParams = readPathNames(source, handler, path)
  return {
    kind: 'declared',
    ...source,
    name: `${source.target.name}.${handler}`,
    handler,
    methods: [spec.method],
    path,
    label,
    hosts: toHosts(source, spec, toLabelHost(label, naming)),
    protection: resolveProtection(source, handler),
    parameters: parametersOf(source, spec.handler, {
      method: spec.method,
      pathParams,
      maxBodyBytes: spec.maxBodyBytes,
      currentUserChecker,
    }),
    spec,
    uses: endpointUsesOf(source.target, handler),
  }
}

function assertAnswers(source: HandlerSource, { handler, responseModel }: EndpointSpec): void {
  if (responseModel === undefined) return
  located(source, handler, () => assertResponseModel(responseModel.model))
}

function parametersOf(
  source: HandlerSource,
  handler: string,
  shape: EndpointShape,
): readonly ParameterSpec[] {
  return located(source, handler, () => readParameters(source.target, handler, shape))
}

/** Says of what is refused in which file, class and method it is. */
function located<T>(source: HandlerSource, handler: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof InvalidEndpointError)) throw error
    throw invalidEndpoint(source, handler, error.message)
  }
}

function toPath(source: HandlerSource, spec: EndpointSpec): string {
  const prefix = routePrefixOf(source.target)
  const own = spec.path ?? defaultPathOf(source, spec)
  return own === '/' && prefix !== '' ? prefix : `${prefix}${own}`
}

function defaultPathOf(source: HandlerSource, { form, handler }: EndpointSpec): string {
  const path = toDefaultPath(form === 'class' ? source.target.name : handler)
  if (path !== '/') return path
  throw invalidEndpoint(
    source,
    handler,
    "its name makes no path: write one, such as path: '/hello'",
  )
}

function toLabel(source: HandlerSource, spec: EndpointSpec, app: string): string {
  if (spec.label !== undefined) return spec.label
  const names = [app, source.target.name]
  return defaultLabelOf(
    source,
    spec.handler,
    spec.form === 'class' ? names : [...names, spec.handler],
  )
}

function toHosts(
  source: HandlerSource,
  spec: EndpointSpec,
  labelHost: string | undefined,
): readonly string[] {
  const custom = spec.customDomains.map((domain: unknown) => {
    const host = toHostName(domain)
    if (host !== undefined) return host
    throw invalidEndpoint(
      source,
      spec.handler,
      `customDomains takes host names without scheme, port and path, not '${String(domain)}': write '${withoutScheme(domain)}'`,
    )
  })
  return [...new Set(labelHost === undefined ? custom : [labelHost, ...custom])]
}
