import { assertParentheses } from './decorator-target.js'

/**
 * Catches a parameter decorator without parentheses, such as `@CurrentUser`, which would say nothing:
 * its parameter would be taken from the request.
 *
 * @param args what the decorator was given: without parentheses prototype, method and index.
 * @throws InvalidEndpointError with the class and method that it stands on.
 */
export function assertCalled(decorator: string, args: readonly unknown[], example?: string): void {
  if (typeof args[2] === 'number') assertParentheses(decorator, args, example)
}
