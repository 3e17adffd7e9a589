import { CurrentUser as currentUser } from 'routing-controllers'

import { assertBoolean, assertKnownOptions } from './assert-options.js'
import { assertCalled } from './assert-called.js'
import { toHandlerTarget } from './decorator-target.js'
import { onTarget } from './on-target.js'

/** Options of {@link CurrentUser}. */
export interface CurrentUserOptions {
  /** Answer 401 where there is no user. Defaults to `false`. */
  readonly required?: boolean
}

const OPTIONS: Readonly<Record<keyof CurrentUserOptions, true>> = { required: true }

/**
 * Injects what the app's `currentUserChecker` finds.
 *
 * @example
 * me(@CurrentUser({ required: true }) user: User) {}
 * @throws InvalidEndpointError where there is no such option.
 */
export function CurrentUser(options: CurrentUserOptions = {}): ParameterDecorator {
  assertCalled('CurrentUser', [...arguments])
  // routing-controllers types its decorators as plain `Function`.
  const record = currentUser(options) as (object: object, method: string, index: number) => void
  return (prototype, name, index) => {
    const { target, handler } = toHandlerTarget('@CurrentUser()', prototype, name)
    onTarget(target, handler, () => {
      assertKnownOptions(options, OPTIONS)
      assertBoolean('required', options.required)
    })
    record(prototype, handler, index)
  }
}
