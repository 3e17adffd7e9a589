import { recordParameter } from '../endpoints/parameter-registry.js'
import { assertCalled } from './assert-called.js'
import { toHandlerTarget } from './decorator-target.js'

/** The proxy token that a request came with, as `@CallerToken()` injects it. */
export interface CallerTokenInfo {
  readonly id: string
  /** Empty where the token has none. */
  readonly name: string
  /** Name of the environment that the server serves. */
  readonly environment: string
}

/**
 * Injects who called, as {@link CallerTokenInfo}. `undefined` on a public endpoint.
 *
 * @example
 * whoami(@CallerToken() caller: CallerTokenInfo) {}
 */
export function CallerToken(): ParameterDecorator {
  assertCalled('CallerToken', [...arguments])
  return (prototype, name, index) => {
    const { target, handler } = toHandlerTarget('@CallerToken()', prototype, name)
    recordParameter(target, handler, { kind: 'caller-token', index })
  }
}
