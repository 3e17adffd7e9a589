import {
  type ControllersOptions,
  type HandlerClass,
  InvalidEndpointError,
  isClass,
} from '@portico/sdk'

import { toActionPath } from './action-path.js'
import { assertAction } from './assert-action.js'
import { assertControllers } from './assert-controllers.js'
import { assertNothingLost } from './assert-inheritance.js'
import { assertOptions } from './assert-options.js'
import { buildControllers } from './build-controllers.js'
import { addOwnParameters } from './own-parameters.js'
import { compileAction } from './compile-action.js'
import type { ControllerAction } from './controller-action.js'
import type { ControllersDriver, RegisteredAction } from './controllers-driver.js'

/**
 * Reads the plain routing-controllers controllers among `classes`; others are skipped. Two runtimes
 * in one process may read the same classes.
 *
 * @throws InvalidEndpointError where an option can't be followed, or an action can't be served with everything that it declares.
 */
export function readControllers(
  classes: readonly HandlerClass[],
  options: ControllersOptions = {},
): readonly ControllerAction[] {
  assertOptions(options)
  assertControllers(classes)
  const driver = buildControllers(classes, options)
  return driver.registered.map((registered) => toControllerAction(registered, driver, options))
}

function toControllerAction(
  registered: RegisteredAction,
  driver: ControllersDriver,
  options: ControllersOptions,
): ControllerAction {
  const { metadata } = registered
  const { target } = metadata
  if (!isClass(target)) throw new InvalidEndpointError('A controller must be a class')
  const path = toActionPath(target, metadata, options)
  assertAction(target, metadata, options)
  assertNothingLost(target, metadata)
  addOwnParameters(target, metadata)
  return compileAction({ ...registered, target, path }, driver, options)
}
