import {
  type Dependency,
  emittedParameterTypes,
  type HandlerClass,
  InvalidEndpointError,
} from '@portico/sdk'

import { readDecoratedParameter } from './decorated-parameter.js'
import { declaredParameters } from './declared-parameters.js'
import { RESOLVE, toDependencyClass } from './dependency-source.js'
import { toEmittedType } from './emitted-type.js'
import { readInferredParameter } from './inferred-parameter.js'
import { readMethodSource } from './method-source.js'
import { type EndpointShape, type ParameterSite, parameterError } from './parameter-site.js'
import type { DependencyParameterSpec, ParameterSpec } from './parameter-spec.js'

/**
 * Decides what each parameter of a handler method means, from its decorators, its name and the type
 * that the compiler emitted.
 *
 * @throws InvalidEndpointError where one can't be bound, with class, method, parameter and what to
 * write instead.
 */
export function readParameters(
  target: HandlerClass,
  handler: string,
  endpoint: EndpointShape,
): readonly ParameterSpec[] {
  const where = `${target.name}.${handler}`
  const source = readMethodSource(target, handler)
  const types = emittedParameterTypes(target, handler)
  const declared = declaredParameters(target, handler)

  const count = Math.max(source?.length ?? 0, types?.length ?? 0, ...[...declared.keys()].map(next))
  const specs = Array.from({ length: count }, (_, index) => {
    const site: ParameterSite = {
      where,
      index,
      source: source?.[index],
      emitted: toEmittedType(types?.[index]),
      erased: types === undefined,
      endpoint,
    }
    const decorated = declared.get(index)
    if (decorated === undefined) return readInferredParameter(site)
    return decorated.kind === 'depends'
      ? readDependency(site, decorated.provider)
      : readDecoratedParameter(site, decorated)
  })
  assertOneBody(where, specs)
  return Object.freeze(specs)
}

/** A dependency takes what a handler takes, but for the body, which the handler itself reads. */
function readDependency(site: ParameterSite, provider: Dependency): DependencyParameterSpec {
  const { index, endpoint } = site
  const { within = [] } = endpoint
  if (within.includes(provider)) {
    throw parameterError(site, `${nameOf(provider)} depends on itself. Take it from one of the two`)
  }
  const shape = { ...endpoint, within: [...within, provider] }
  const parameters = readParameters(toDependencyClass(provider), RESOLVE, shape)
  if (parameters.some((spec) => spec.in === 'body' || spec.in === 'form')) {
    const problem = `${nameOf(provider)} takes the body. Take it in the handler, and only values of path, query, headers and cookies here`
    throw parameterError(site, problem)
  }
  const name = site.source?.name ?? nameOf(provider)
  return { kind: 'injected', index, in: 'runtime', name, what: 'dependency', provider, parameters }
}

function nameOf({ name }: Dependency): string {
  return name === '' ? 'the dependency' : name
}

function next(index: number): number {
  return index + 1
}

function assertOneBody(where: string, specs: readonly ParameterSpec[]): void {
  const forms = specs.filter((spec) => spec.in === 'form')
  const models = specs.filter((spec) => spec.in === 'body' && spec.kind !== 'body-field')
  const fields = specs.filter(({ kind }) => kind === 'body-field')
  const bodies = [...models, ...fields]
  if (forms.length > 0 && bodies.length > 0) {
    throw new InvalidEndpointError(
      `${where} takes its body as a form, as ${namesOf(forms)}, and otherwise, as ${namesOf(bodies)}: write @FormField('name') or @BodyParam('name') on all of them`,
    )
  }
  if (models.length === 0 || bodies.length === 1) return
  throw new InvalidEndpointError(
    `${where} takes its body more than once, as ${namesOf(bodies)}: write one class that has both, or @BodyParam('name') on each`,
  )
}

function namesOf(specs: readonly ParameterSpec[]): string {
  return specs.map(({ name }) => `"${name}"`).join(' and ')
}
