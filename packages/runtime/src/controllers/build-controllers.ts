import type { ControllersOptions, HandlerClass } from '@portico/sdk'
import {
  type RoutingControllersOptions,
  createExecutor,
  getMetadataArgsStorage,
} from 'routing-controllers'

import { ControllersDriver } from './controllers-driver.js'

/** Lets routing-controllers build the metadata of these classes, and of no others. */
export function buildControllers(
  classes: readonly HandlerClass[],
  options: ControllersOptions,
): ControllersDriver {
  const driver = new ControllersDriver()
  if (classes.length > 0) {
    onCopiedParameters(() => createExecutor(driver, toExecutorOptions(classes, options)))
  }
  return driver
}

/** An empty list means "all" to routing-controllers; a class that isn't registered means "none". */
class Nothing {}

function toExecutorOptions(
  classes: readonly HandlerClass[],
  options: ControllersOptions,
): RoutingControllersOptions {
  const { maxBodyBytes: _ours, routePrefix: _path, middlewares, interceptors, ...shared } = options
  return {
    ...shared,
    controllers: [...classes],
    ...(middlewares && { middlewares: [Nothing, ...middlewares] }),
    ...(interceptors && { interceptors: [Nothing, ...interceptors] }),
    // Otherwise NODE_ENV decides whether stack traces leave the process.
    development: false,
    defaultErrorHandler: true,
  }
}

/** `defaults.paramOptions` is written into the global records, where the next runtime would find it. */
function onCopiedParameters(build: () => void): void {
  const storage = getMetadataArgsStorage()
  const { params } = storage
  storage.params = params.map((param) => ({ ...param }))
  try {
    build()
  } finally {
    storage.params = params
  }
}
