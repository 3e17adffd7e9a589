import type { BodyRules, ParameterRules } from '@portico/sdk'
import type { getMetadataArgsStorage } from 'routing-controllers'

import { compileCurrentUser } from './current-user.js'
import { readFormField, readFormModel } from './decorated-form.js'
import { readBody } from './decorated-body.js'
import { readBodyField, readQueryModel } from './decorated-model.js'
import { readPlainUpload, readUpload } from './decorated-upload.js'
import { readDecoratedScalar } from './decorated-scalar.js'
import type { DeclaredParameter } from './declared-parameters.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type {
  InjectedParameterSpec,
  InjectedValue,
  ParameterSpec,
  ResolvedParameterSpec,
} from './parameter-spec.js'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/**
 * Turns what decorators say of a parameter into a spec.
 *
 * @throws InvalidEndpointError for whatever of routing-controllers isn't implemented here: what is
 * ignored could be somebody's protection.
 */
export function readDecoratedParameter(
  site: ParameterSite,
  declared: Exclude<DeclaredParameter, { readonly kind: 'depends' }>,
): ParameterSpec {
  if (declared.kind === 'caller-token' || declared.kind === 'signal') {
    return injected(site, declared.kind)
  }
  if (declared.kind === 'form') return readFormModel(site, declared)
  if (declared.kind === 'upload') return readUpload(site, declared)
  if (declared.kind === 'form-field') return readFormField(site, declared)
  const [record, second] = declared.kind === 'conflict' ? [] : declared.records
  if (declared.kind === 'conflict' || record === undefined || second !== undefined) {
    throw parameterError(site, 'it has two parameter decorators. Keep one')
  }
  if (site.source?.rest === true) {
    throw parameterError(site, 'a rest parameter takes no decorator. Remove the three dots')
  }
  return readRecord(site, record, declared.rules)
}

function readRecord(
  site: ParameterSite,
  record: ParamMetadata,
  rules: ParameterRules & BodyRules,
): ParameterSpec {
  switch (record.type) {
    case 'param':
      assertInTemplate(site, record.name ?? '')
      return readDecoratedScalar(site, 'path', record, rules)
    case 'query':
      return readDecoratedScalar(site, 'query', record, rules)
    case 'header':
      return readDecoratedScalar(site, 'header', record, rules)
    case 'cookie':
      return readDecoratedScalar(site, 'cookie', record, rules)
    case 'body':
      return readBody(site, record, rules)
    case 'body-param':
      return readBodyField(site, record)
    case 'file':
    case 'files':
      return readPlainUpload(site, record)
    case 'queries':
      return site.emitted.kind === 'unknown' && record.explicitType === undefined
        ? injected(site, 'query-params')
        : readQueryModel(site, record)
    case 'params':
      return whole(site, 'path-params', '@Params()', '@Param(…)')
    case 'headers':
      return whole(site, 'header-params', '@HeaderParams()', '@HeaderParam(…)')
    case 'cookies':
      return whole(site, 'cookie-params', '@CookieParams()', '@CookieParam(…)')
    case 'context':
      return injected(site, 'koa-context')
    case 'request':
      return injected(site, 'request')
    case 'response':
      return injected(site, 'response')
    case 'state':
      return { ...injected(site, 'state'), member: record.name }
    case 'current-user':
      return readCurrentUser(site, record)
    default:
      throw parameterError(site, `${DECORATORS[record.type]} is not supported yet. Remove it`)
  }
}

const DECORATORS: Readonly<Record<string, string>> = {
  session: '@Session()',
  'session-param': '@SessionParam()',
  'custom-converter': 'A decorator made by createParamDecorator()',
}

function injected(site: ParameterSite, what: InjectedValue): InjectedParameterSpec {
  const name = site.source?.name ?? what
  return { kind: 'injected', index: site.index, in: 'runtime', name, what, member: undefined }
}

function readCurrentUser(site: ParameterSite, record: ParamMetadata): ResolvedParameterSpec {
  const { currentUserChecker: checker } = site.endpoint
  if (checker === undefined) {
    throw parameterError(
      site,
      '@CurrentUser() needs a checker: export defineApp({ controllers: { currentUserChecker } }), or write @CallerToken()',
    )
  }
  const resolve = compileCurrentUser(checker, record.required === true)
  const name = site.source?.name ?? 'user'
  return { kind: 'injected', index: site.index, in: 'runtime', name, what: 'current-user', resolve }
}

/** All values of one kind; a class would make a promise of validation that isn't kept. */
function whole(
  site: ParameterSite,
  what: InjectedValue,
  decorator: string,
  instead: string,
): InjectedParameterSpec {
  if (site.emitted.kind === 'unknown') return injected(site, what)
  throw parameterError(
    site,
    `${decorator} gives plain strings and can't be validated by its type. Write ${instead} for each value, or the type Record<string, string>`,
  )
}

function assertInTemplate(site: ParameterSite, name: string): void {
  const { pathParams } = site.endpoint
  if (pathParams.includes(name)) return
  const names = pathParams.length === 0 ? 'no parameters' : `:${pathParams.join(', :')}`
  throw parameterError(
    site,
    `@Param('${name}') is not in the path, which has ${names}. Add :${name} to the path, or write @QueryParam('${name}')`,
  )
}
