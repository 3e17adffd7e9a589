import type { HandlerClass } from '@portico/sdk'

import { assertModel, assertTextModel } from './assert-model.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import { rawBody } from './raw-body.js'
import type {
  ModelParameterSpec,
  ParameterSpec,
  ScalarParameterSpec,
  ScalarType,
} from './parameter-spec.js'

const WITHOUT_BODY: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE'])

/**
 * Binds a parameter without a decorator by its name and its type, as FastAPI does.
 *
 * @throws InvalidEndpointError where they don't tell enough.
 */
export function readInferredParameter(site: ParameterSite): ParameterSpec {
  const name = assertNamed(site)
  const { emitted, endpoint } = site
  if (emitted.kind === 'unknown' && site.source?.default?.type !== undefined) {
    return scalar(site, name, site.source.default.type)
  }
  if (site.erased && (endpoint.within ?? []).length > 0) {
    throw parameterError(
      site,
      `TypeScript emits no types for it. Write a literal default such as ${name} = 1; or a class for @Depends(), with a method resolve() and a decorator on at least one of its parameters, such as @QueryParam('${name}')`,
    )
  }
  if (site.erased) {
    throw parameterError(
      site,
      `the types of its parameters were erased. Set "experimentalDecorators" and "emitDecoratorMetadata" in tsconfig.json and put @fastapiEndpoint() on the method itself; or, as in JavaScript, write ${suggestion(site, name)}`,
    )
  }
  const inPath = endpoint.pathParams.includes(name)
  if (emitted.kind === 'scalar') return scalar(site, name, emitted.type)
  if (emitted.kind === 'class' && !inPath) {
    return model(site, name, emitted.model)
  }
  if (emitted.kind === 'raw' && !inPath && !WITHOUT_BODY.has(endpoint.method)) {
    return rawBody(site, emitted.as)
  }
  throw parameterError(site, `${problemOf(site)}. Write ${suggestion(site, name)}`)
}

function scalar(site: ParameterSite, name: string, type: ScalarType): ScalarParameterSpec {
  const inPath = site.endpoint.pathParams.includes(name)
  const required = site.source?.default === undefined
  return {
    kind: 'scalar',
    index: site.index,
    in: inPath ? 'path' : 'query',
    name,
    type,
    array: false,
    required,
    rules: {},
    assumedRequired: required && !inPath && type === 'string',
  }
}

function model(site: ParameterSite, name: string, type: HandlerClass): ModelParameterSpec {
  const inQuery = WITHOUT_BODY.has(site.endpoint.method)
  if (inQuery) assertTextModel(site, type)
  else assertModel(site, type)
  return {
    kind: 'model',
    index: site.index,
    in: inQuery ? 'query' : 'body',
    name,
    model: type,
    array: false,
    required: site.source?.default === undefined,
    options: {},
  }
}

function assertNamed(site: ParameterSite): string {
  const { source } = site
  const decorators = `@QueryParam('name'), @Body() or another decorator on it`
  if (source === undefined) {
    throw parameterError(site, `its name can't be read from the method's source. Put ${decorators}`)
  }
  if (source.name === undefined) {
    throw parameterError(site, `it is destructured, so it has no name. Put ${decorators}`)
  }
  if (source.rest) {
    throw parameterError(
      site,
      `a rest parameter can't be bound. Write @QueryParam('${source.name}', { isArray: true }) ${source.name}: string[]`,
    )
  }
  return source.name
}

function problemOf({ emitted, endpoint, source }: ParameterSite): string {
  switch (emitted.kind) {
    case 'array':
      return `what its array holds can't be seen in what TypeScript emits`
    case 'enum':
      return `its type is an enum, whose values have to be given`
    case 'raw':
      return `bytes come from a body, which ${endpoint.method} endpoints don't have`
    case 'unsupported':
      return `nothing in a request is a ${emitted.name} (an "import type" is emitted as Function)`
    case 'class':
      return `${endpoint.pathParams.includes(source?.name ?? '') ? 'a part of the path' : 'it'} can't be a class`
    default:
      return `its type can't be seen in what TypeScript emits`
  }
}

function suggestion({ emitted, endpoint }: ParameterSite, name: string): string {
  if (endpoint.pathParams.includes(name)) return `@Param('${name}', { type: String }) ${name}`
  switch (emitted.kind) {
    case 'array':
      return `@QueryParam('${name}', { isArray: true }) ${name}: string[]`
    case 'enum':
      return `@QueryParam('${name}', { enum: … }) ${name}`
    case 'raw':
      return `@fastapiEndpoint({ method: 'POST' }), or @Body() ${name}: Buffer`
    case 'unsupported':
      return `@Body() ${name}, with its class imported by "import" and not "import type"`
    default:
      return `@QueryParam('${name}', { type: String }) ${name}, a literal default such as ${name} = '', or its class as in ${name}: Order`
  }
}
