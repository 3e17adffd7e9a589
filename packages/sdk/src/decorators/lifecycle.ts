import { hookAndEndpoint, ownEndpointsOf } from '../endpoints/endpoint-registry.js'
import { type LifecycleHook, recordLifecycleHook } from '../endpoints/lifecycle-registry.js'
import { type HandlerDecorator, assertParentheses, toHandlerTarget } from './decorator-target.js'

/** Runs the method once before the first request. It is awaited; where it throws, nothing starts. */
export function enter(): HandlerDecorator {
  assertParentheses('enter', [...arguments])
  return lifecycleDecorator('enter')
}

/** Runs the method once at shutdown, after the last request was answered. It is awaited. */
export function exit(): HandlerDecorator {
  assertParentheses('exit', [...arguments])
  return lifecycleDecorator('exit')
}

function lifecycleDecorator(hook: LifecycleHook): HandlerDecorator {
  return (prototype, name) => {
    const { target, handler } = toHandlerTarget(`@${hook}()`, prototype, name)
    if (ownEndpointsOf(target).some((spec) => spec.handler === handler)) {
      throw hookAndEndpoint(target, handler, hook)
    }
    recordLifecycleHook(target, handler, hook)
  }
}
