import type { Container } from '../endpoints/container.js'
import type { ControllersOptions } from './controllers-options.js'
import type { ErrorMapper } from './error-mapper.js'

/**
 * Koa middleware: annotate `ctx` and `next` with Koa's own `Context` and `Next`.
 *
 * Koa's types are not named here, so that declaring an app needs no Koa; routing-controllers declares
 * middleware the same way.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type AppMiddleware = (ctx: any, next: () => Promise<any>) => unknown

/** Koa middleware that runs before the guard: it sees strangers' requests, and credentials. */
export interface EarlyMiddleware {
  readonly use: AppMiddleware
  readonly before: 'guards'
}

/** What holds for a whole app. */
export interface AppOptions {
  /**
   * Koa middleware around every route, in order: behind the guard, or `{ use, before: 'guards' }`.
   * Defaults to none.
   */
  readonly use?: readonly (AppMiddleware | EarlyMiddleware)[]
  /**
   * Makes the handler classes, such as typedi's `Container`. Defaults to that of `useContainer()`,
   * else to `new`.
   */
  readonly container?: Container
  /** The checkers of `@CurrentUser` and `@Authorized`, and how plain controllers run. */
  readonly controllers?: ControllersOptions
  /** What errors are answered with, one `mapError()` a class. Defaults to none. */
  readonly errorMappers?: readonly ErrorMapper[]
}

/** The names of {@link AppOptions}. */
export const APP_OPTIONS: Readonly<Record<keyof AppOptions, true>> = {
  use: true,
  container: true,
  controllers: true,
  errorMappers: true,
}

/** Whether middleware is to run before the guard. */
export function isEarly(
  middleware: AppMiddleware | EarlyMiddleware,
): middleware is EarlyMiddleware {
  return typeof middleware !== 'function'
}

/** What is wrong with the values of options, in a sentence; `undefined` where nothing is. */
export function findAppOptionsProblem(options: AppOptions): string | undefined {
  const { use = [], container, controllers = {}, errorMappers = [] } = options
  if (!isListOf(use, isMiddleware)) {
    return "use takes Koa middleware: write use: [logger(), { use: helmet(), before: 'guards' }]"
  }
  if (container !== undefined && typeof container?.get !== 'function') {
    return 'container must have a method get(type) that gives an object of the class'
  }
  if (!isObject(controllers)) {
    return 'controllers takes options: write controllers: { currentUserChecker: (action) => … }'
  }
  if (!isListOf(errorMappers, isMapper)) {
    return 'errorMappers takes what mapError() makes: write errorMappers: [mapError(OutOfStock, (error) => ({ status: 409 }))]'
  }
  const twice = errorMappers.find(
    ({ error }, at) => errorMappers.findIndex((other) => other.error === error) !== at,
  )
  return twice && `errorMappers has two for ${twice.error.name}: keep one`
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

function isMiddleware(item: unknown): boolean {
  if (typeof item === 'function') return true
  if (!isObject(item) || Object.keys(item).length !== 2) return false
  return typeof Reflect.get(item, 'use') === 'function' && Reflect.get(item, 'before') === 'guards'
}

function isMapper(item: unknown): boolean {
  if (!isObject(item)) return false
  return (
    typeof Reflect.get(item, 'error') === 'function' &&
    typeof Reflect.get(item, 'map') === 'function'
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
