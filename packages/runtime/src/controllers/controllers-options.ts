import type { HandlerClass } from '@portico/sdk'
import type { ClassTransformOptions } from 'class-transformer'
import type { ValidatorOptions } from 'class-validator'
import type { AuthorizationChecker, CurrentUserChecker } from 'routing-controllers'

/** How plain routing-controllers controllers run: routing-controllers' own options, as far as they apply. */
export interface ControllersOptions {
  /** `@Middleware()` classes that run for every action. Defaults to all that the process has loaded. */
  readonly middlewares?: readonly HandlerClass[]
  /** `@Interceptor()` classes that see every result. Defaults to all that the process has loaded. */
  readonly interceptors?: readonly HandlerClass[]
  /** Turn bodies into class instances and results into plain objects. Defaults to `true`. */
  readonly classTransformer?: boolean
  /** How results become plain objects. Defaults to class-transformer's own defaults. */
  readonly classToPlainTransformOptions?: ClassTransformOptions
  /** How bodies become class instances. Defaults to class-transformer's own defaults. */
  readonly plainToClassTransformOptions?: ClassTransformOptions
  /** Check instances with class-validator, or how to. Defaults to `true`. */
  readonly validation?: boolean | ValidatorOptions
  /** What actions answer and take where they don't say. */
  readonly defaults?: ControllersDefaults
  /** Decides `@Authorized()`. Without one, `@Authorized()` is refused at load. */
  readonly authorizationChecker?: AuthorizationChecker
  /** Finds `@CurrentUser()`, on our endpoints too. Without one, `@CurrentUser()` is refused at load. */
  readonly currentUserChecker?: CurrentUserChecker
  /** Largest request body, also after decompression. Defaults to 1 MiB. */
  readonly maxBodyBytes?: number
}

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
