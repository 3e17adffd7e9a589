import type { AppOptions, EndpointSpec, HandlerClass, HttpMethod, Protection } from '@portico/sdk'

import type { ParameterSpec } from '../binding/parameter-spec.js'
import type { ControllerAction } from '../controllers/controller-action.js'
import type { EndpointUses } from '../controllers/endpoint-uses.js'

/** A handler class and the file it came from. */
export interface HandlerSource {
  readonly target: HandlerClass
  /** `undefined` where the class was handed over in a program. */
  readonly file: string | undefined
}

/** What every endpoint of the manifest has, whatever its kind. */
interface EndpointFacts extends HandlerSource {
  /** Such as `Greeter.hello`. */
  readonly name: string
  readonly handler: string
  readonly methods: readonly HttpMethod[]
  /** Path template, prefix included. */
  readonly path: string
  readonly label: string
  /** Hosts at which the endpoint alone answers, at `/`. */
  readonly hosts: readonly string[]
  /** Resolved from method, class and ancestors. */
  readonly protection: Protection
  readonly parameters: readonly ParameterSpec[]
}

/** An endpoint that one of our web decorators declared. */
export interface DeclaredEndpoint extends EndpointFacts {
  readonly kind: 'declared'
  readonly spec: EndpointSpec
  /** Middleware and interceptors of class and method. */
  readonly uses: EndpointUses
}

/** An action of a plain routing-controllers controller. */
export interface ControllerEndpoint extends EndpointFacts {
  readonly kind: 'controller'
  readonly action: ControllerAction
}

export type ManifestEndpoint = DeclaredEndpoint | ControllerEndpoint

/** Everything that an app declares, checked: what can be served, and nothing that can't. */
export interface Manifest {
  /** Name of the app, the first part of default labels. */
  readonly app: string
  /** Handler classes, each once. */
  readonly handlers: readonly HandlerSource[]
  readonly endpoints: readonly ManifestEndpoint[]
  /** What holds for the whole app, as `defineApp()` says it. */
  readonly appOptions: AppOptions
}
