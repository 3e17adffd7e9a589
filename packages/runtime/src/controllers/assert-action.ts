import {
  type ControllersOptions,
  HTTP_METHODS,
  type HandlerClass,
  InvalidEndpointError,
  type ParameterRecord,
  endpointsOf,
  lifecycleMethodsOf,
  parametersOf,
} from '@portico/sdk'
import type { ActionMetadata, ParamMetadata } from 'routing-controllers'

import { uploadProblem } from './action-upload.js'
import { isSupportedParameter } from './action-request.js'

/**
 * Refuses an action that would run without something that it declares.
 *
 * @throws InvalidEndpointError with class and method, and what to write instead.
 */
export function assertAction(
  target: HandlerClass,
  metadata: ActionMetadata,
  options: ControllersOptions,
): void {
  const problem =
    methodProblem(metadata) ??
    authorizationProblem(metadata, options) ??
    firstProblem(metadata.params, (param) => parameterProblem(param, options)) ??
    firstProblem(parametersOf(target, metadata.method), (record) =>
      ruleProblem(record, metadata),
    ) ??
    decoratorProblem(target, metadata)
  if (problem === undefined) return
  throw new InvalidEndpointError(`${target.name}.${metadata.method} ${problem}`)
}

function methodProblem({ type, renderedTemplate }: ActionMetadata): string | undefined {
  const methods: readonly string[] = HTTP_METHODS
  if (type !== 'all' && !methods.includes(type.toUpperCase())) {
    return `answers ${type.toUpperCase()}, which isn't served: use one of ${methods.join(', ')}`
  }
  return renderedTemplate
    ? 'has @Render(), which is not served: render the page in the method and return the text'
    : undefined
}

function authorizationProblem(
  metadata: ActionMetadata,
  { authorizationChecker }: ControllersOptions,
): string | undefined {
  return metadata.isAuthorizedUsed && authorizationChecker === undefined
    ? 'has @Authorized(), which needs an authorizationChecker: give one, or write @requiresProxyAuth()'
    : undefined
}

function parameterProblem(
  param: ParamMetadata,
  { currentUserChecker }: ControllersOptions,
): string | undefined {
  const { type } = param
  if (type === 'current-user' && currentUserChecker === undefined) {
    return 'has @CurrentUser(), which needs a currentUserChecker: give one, or write @CallerToken()'
  }
  if (isSupportedParameter(type)) return uploadProblem(param)
  return `has a parameter of type '${type}', which is not served: read it from @Ctx() instead`
}

const OWN_DECORATORS: Readonly<Record<string, string>> = {
  depends: '@Depends()',
  form: '@Form()',
  'form-field': '@FormField()',
}

/** routing-controllers itself knows only `type`, and that not of a path parameter. */
function ruleProblem(record: ParameterRecord, { params }: ActionMetadata): string | undefined {
  const decorator = OWN_DECORATORS[record.kind]
  if (decorator !== undefined) {
    return `has ${decorator}, which only @fastapiEndpoint() knows: use it instead of routing-controllers' decorator`
  }
  if (record.kind !== 'rules') return undefined
  const inPath = params.some(({ type, index }) => type === 'param' && index === record.index)
  const ignored = Object.keys(record.rules).filter((rule) => inPath || rule !== 'type')
  return ignored.length === 0
    ? undefined
    : `has a parameter with ${ignored.join(', ')}, which only @fastapiEndpoint() checks: use it instead of routing-controllers' decorator`
}

function decoratorProblem(target: HandlerClass, { method }: ActionMetadata): string | undefined {
  if (endpointsOf(target).some(({ handler }) => handler === method)) {
    return 'has two web decorators. Keep one, and write a second method for the other.'
  }
  for (const hook of ['enter', 'exit'] as const) {
    if (lifecycleMethodsOf(target, hook).includes(method)) {
      return `has a web decorator and @${hook}(). Write two methods.`
    }
  }
  return undefined
}

function firstProblem<T>(
  items: readonly T[],
  problemOf: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = problemOf(item)
    if (problem !== undefined) return problem
  }
  return undefined
}
