import { proxyAuth } from '../auth/proxy-auth.js'
import { recordProtection } from '../endpoints/protection-registry.js'
import {
  type ClassOrHandlerDecorator,
  assertParentheses,
  toDecoratorTarget,
} from './decorator-target.js'

/**
 * Rejects requests without a valid proxy token, on one method or on all routes of a class. Works on
 * plain routing-controllers controllers too.
 */
export function requiresProxyAuth(): ClassOrHandlerDecorator {
  assertParentheses('requiresProxyAuth', [...arguments])

  return (owner: object, name?: string | symbol) => {
    const { target, handler } = toDecoratorTarget('@requiresProxyAuth()', owner, name)
    recordProtection(target, handler, { kind: 'protected', schemes: [proxyAuth()] })
  }
}
