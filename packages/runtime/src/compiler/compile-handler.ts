import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'

import { InvalidEndpointError } from '@portico/sdk'

import { type BindingOptions, compileBinding } from '../binding/compile-binding.js'
import type { Dependencies } from '../binding/dependencies.js'
import { toAction } from '../binding/koa-action.js'
import type { ParameterSpec } from '../binding/parameter-spec.js'
import type { Interceptor } from '../controllers/endpoint-uses.js'
import type { DeclaredEndpoint } from '../loader/manifest.js'
import { answerSent } from '../server/answer-sent.js'
import type { Outcome } from '../server/answer.js'
import { discardBody } from '../server/discard-body.js'
import type { Exchange } from '../server/exchange.js'
import { RequestError } from '../server/request-error.js'
import type { Route } from '../server/route.js'
import { type Answering, compileAnswer } from './compile-answer.js'
import type { Instances } from './instances.js'
import { limitConcurrency } from './limit-concurrency.js'
import { limitTime } from './limit-time.js'

/**
 * Compiles what binds the arguments, calls the method and turns what it returns into an answer,
 * within the endpoint's limits.
 *
 * @throws InvalidEndpointError where the handler isn't a method.
 */
export function compileHandler(
  endpoint: DeclaredEndpoint,
  { instances, dependencies }: HandlerParts,
): Route['handle'] {
  const { timeoutMs, maxConcurrency } = endpoint.spec
  const instance = instances.of(endpoint.target)
  const method = methodOf(instance, endpoint)
  const bind = compileBinding(endpoint.parameters, { ...limitsOf(endpoint), dependencies })
  const answer = intercepted(endpoint.uses.interceptors, compileAnswer(endpoint))

  const invoke = ({ exchange, args }: Call): Outcome | Promise<Outcome> => {
    const result: unknown = Reflect.apply(method, instance, args)
    return isPromiseLike(result)
      ? Promise.resolve(result).then((value) => answer(exchange, value))
      : answer(exchange, result)
  }
  // Arguments first: who sends a body slowly must not hold a place that others wait for.
  const run =
    maxConcurrency === undefined
      ? invoke
      : limitConcurrency(maxConcurrency, unlessOver(invoke), streaming)
  const usesDependencies = endpoint.parameters.some(isDependency)
  const handle = (exchange: Exchange): Outcome | Promise<Outcome> => {
    const args = bind(exchange)
    if (!(args instanceof Promise)) return run({ exchange, args })
    const outcome = args.then((bound) => run({ exchange, args: bound }))
    if (usesDependencies) dependencies.keepFor(exchange, streamed(exchange, outcome))
    return outcome
  }
  const giveUp = (exchange: Exchange, reason: Error): void => exchange.abort(reason)
  return limitTime(timeoutMs, handle, { giveUp, discard: discardBody })
}

function limitsOf({ spec }: DeclaredEndpoint): Omit<BindingOptions, 'dependencies'> {
  const { maxBodyBytes, maxKeys, maxItems, maxDepth } = spec
  return { maxBodyBytes, maxKeys, maxItems, maxDepth }
}

/** What the handlers of one runtime share. */
export interface HandlerParts {
  readonly instances: Instances
  readonly dependencies: Dependencies
}

/** One call of a handler, its arguments bound. */
interface Call {
  readonly exchange: Exchange
  readonly args: readonly unknown[]
}

/** A stream is a part of the call, also where its client has left and it hasn't noticed. */
function streaming(
  { exchange }: Pick<Call, 'exchange'>,
  outcome: Outcome,
): Promise<void> | undefined {
  const body: unknown = outcome.kind === 'answer' ? outcome.body : exchange.ctx.body
  return body instanceof Readable ? streamOver(body, exchange.res) : undefined
}

async function streamed(exchange: Exchange, outcome: Promise<Outcome>): Promise<void> {
  await streaming({ exchange }, await outcome)
}

function isDependency(spec: ParameterSpec): boolean {
  return spec.kind === 'injected' && spec.what === 'dependency'
}

/** Nobody waits any more for a call that stood in line too long. */
function unlessOver<T>(call: (argument: Call) => T): (argument: Call) => T {
  return (argument) => {
    const { aborted, res } = argument.exchange
    if (aborted !== undefined || res.destroyed) {
      throw new RequestError('client_gone', 'nobody waits for the answer any more')
    }
    return call(argument)
  }
}

/** Rejects where the stream didn't come to its end. */
async function streamOver(stream: Readable, res: ServerResponse): Promise<void> {
  await answerSent(res)
  stream.destroy()
  await finished(stream)
}

/** Lets interceptors see the value first; costs nothing where there are none. */
function intercepted(interceptors: readonly Interceptor[], answer: Answering): Answering {
  if (interceptors.length === 0) return answer
  return async (exchange, value) => {
    const action = toAction(exchange)
    let result = value
    for (const intercept of interceptors) result = await intercept(action, result)
    return answer(exchange, result)
  }
}

// A method as JavaScript has it, before anything is known about its parameters.
type Method = (...args: unknown[]) => unknown

function methodOf(instance: object, { name, handler }: DeclaredEndpoint): Method {
  const method: unknown = Reflect.get(instance, handler)
  if (isMethod(method)) return method
  throw new InvalidEndpointError(`${name} is not a method: write it as one, ${handler}() { … }`)
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function'
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && isMethod(value.then)
}
