import type { RoutingControllersOptions } from 'routing-controllers'

import type { HandlerClass } from '../endpoints/handler-class.js'

/** How plain routing-controllers controllers run: routing-controllers' own options, as far as they apply. */
export interface ControllersOptions {
  /** Stands before the paths of all plain controllers, such as `/api`. Defaults to none. */
  readonly routePrefix?: string
  /** `@Middleware()` classes that run for every action. Defaults to all that the process has loaded. */
  readonly middlewares?: readonly HandlerClass[]
  /** `@Interceptor()` classes that see every result. Defaults to all that the process has loaded. */
  readonly interceptors?: readonly HandlerClass[]
  /** Turn bodies into class instances and results into plain objects. Defaults to `true`. */
  readonly classTransformer?: boolean
  /** How results become plain objects. Defaults to class-transformer's own defaults. */
  readonly classToPlainTransformOptions?: Known<'classToPlainTransformOptions'>
  /** How bodies become class instances. Defaults to class-transformer's own defaults. */
  readonly plainToClassTransformOptions?: Known<'plainToClassTransformOptions'>
  /** Check instances with class-validator, or how to. Defaults to `true`. */
  readonly validation?: Known<'validation'>
  /** What actions answer and take where they don't say. */
  readonly defaults?: ControllersDefaults
  /** Decides `@Authorized()`. Without one, `@Authorized()` is refused at load. */
  readonly authorizationChecker?: Known<'authorizationChecker'>
  /** Finds `@CurrentUser()`, on our endpoints too. Without one, `@CurrentUser()` is refused at load. */
  readonly currentUserChecker?: Known<'currentUserChecker'>
  /** Largest request body, also after decompression. Defaults to 1 MiB. */
  readonly maxBodyBytes?: number
}

/** By way of routing-controllers, whose types name those of class-transformer and class-validator. */
type Known<Name extends keyof RoutingControllersOptions> = NonNullable<
  RoutingControllersOptions[Name]
>

/** Answers and parameters of actions that don't say otherwise. */
export interface ControllersDefaults {
  /** Status where an action returns `null`. Defaults to 204. */
  readonly nullResultCode?: number
  /** Status where an action returns `undefined`. Defaults to 404. */
  readonly undefinedResultCode?: number
  /** Parameters that don't say whether they are required. */
  readonly paramOptions?: {
    /** Defaults to `false`. */
    readonly required?: boolean
  }
}
