import { type Dependency, type HttpMethod, InvalidEndpointError } from '@portico/sdk'
import type { CurrentUserChecker } from 'routing-controllers'

import type { EmittedType } from './emitted-type.js'
import type { SourceParameter } from './method-source.js'

/** What decides how the parameters of one endpoint are bound, beside the method itself. */
export interface EndpointShape {
  readonly method: HttpMethod
  /** Names in the path template. */
  readonly pathParams: readonly string[]
  /** The dependencies whose own parameters these are, outermost first. Defaults to none. */
  readonly within?: readonly Dependency[]
  /** Largest request body. Defaults to no limit. */
  readonly maxBodyBytes?: number
  /** Finds `@CurrentUser()`, which is refused without one. */
  readonly currentUserChecker?: CurrentUserChecker | undefined
}

/** Everything known of one parameter before it is decided what it means. */
export interface ParameterSite {
  /** Such as `Greeter.hello`. */
  readonly where: string
  readonly index: number
  /** `undefined` where the method's source can't be read, or has fewer parameters. */
  readonly source: SourceParameter | undefined
  readonly emitted: EmittedType
  /** Whether the compiler emitted no parameter types at all. */
  readonly erased: boolean
  readonly endpoint: EndpointShape
}

/** Name of a parameter for people, such as `"q"` or `number 2`. */
function labelOf({ index, source }: ParameterSite): string {
  return source?.name === undefined ? `number ${index + 1}` : `"${source.name}"`
}

/** The error of a parameter that can't be bound; `problem` says what to write instead. */
export function parameterError(site: ParameterSite, problem: string): InvalidEndpointError {
  return new InvalidEndpointError(`${site.where}, parameter ${labelOf(site)}: ${problem}`)
}
