import { recordProtection } from '../endpoints/protection-registry.js'
import {
  type ClassOrHandlerDecorator,
  assertParentheses,
  toDecoratorTarget,
} from './decorator-target.js'

/**
 * Says that being open is meant, of one method or of all routes of a class, so that `--check` and
 * `--strict` accept it. Works on plain routing-controllers controllers too.
 */
export function publicEndpoint(): ClassOrHandlerDecorator {
  assertParentheses('publicEndpoint', [...arguments])

  return (owner: object, name?: string | symbol) => {
    const { target, handler } = toDecoratorTarget('@publicEndpoint()', owner, name)
    recordProtection(target, handler, { kind: 'public' })
  }
}
