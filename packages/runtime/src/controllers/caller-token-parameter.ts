import { type CallerTokenInfo, type HandlerClass, parametersOf } from '@portico/sdk'
import { type Action, type ActionMetadata, ParamMetadata } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'

/** routing-controllers hands on its own record of a request; this leads back to ours. */
const EXCHANGES = new WeakMap<Action, Exchange>()

/** Remembers what an action runs for, until it is done. */
export function rememberExchange(action: Action, exchange: Exchange): void {
  EXCHANGES.set(action, exchange)
}

/** Makes routing-controllers inject `@CallerToken()`, as it injects a parameter decorator of its own. */
export function addCallerTokens(target: HandlerClass, metadata: ActionMetadata): void {
  for (const record of parametersOf(target, metadata.method)) {
    if (record.kind === 'caller-token') metadata.params.push(callerToken(metadata, record.index))
  }
}

function callerToken(metadata: ActionMetadata, index: number): ParamMetadata {
  return new ParamMetadata(metadata, {
    object: metadata.target.prototype,
    method: metadata.method,
    index,
    type: 'custom-converter',
    parse: false,
    required: false,
    transform: callerOf,
  })
}

function callerOf(action: Action): CallerTokenInfo | undefined {
  const exchange = EXCHANGES.get(action)
  if (exchange?.principal === undefined) return undefined
  const { id, name = '' } = exchange.principal
  return { id, name, environment: exchange.environment }
}
