import { type CallerTokenInfo, type HandlerClass, parametersOf } from '@portico/sdk'
import { type Action, type ActionMetadata, ParamMetadata } from 'routing-controllers'

import type { Exchange } from '../server/exchange.js'

/** routing-controllers hands on its own record of a request; this leads back to ours. */
const EXCHANGES = new WeakMap<Action, Exchange>()

/** Remembers what an action runs for, until it is done. */
export function rememberExchange(action: Action, exchange: Exchange): void {
  EXCHANGES.set(action, exchange)
}

/** Makes routing-controllers inject what the SDK's own decorators ask for, as its own decorators do. */
export function addOwnParameters(target: HandlerClass, metadata: ActionMetadata): void {
  for (const { kind, index } of parametersOf(target, metadata.method)) {
    if (kind === 'caller-token') metadata.params.push(parameter(metadata, index, callerOf))
    if (kind === 'signal') metadata.params.push(parameter(metadata, index, signalOf))
  }
}

function parameter(
  metadata: ActionMetadata,
  index: number,
  transform: (action: Action) => unknown,
): ParamMetadata {
  return new ParamMetadata(metadata, {
    object: metadata.target.prototype,
    method: metadata.method,
    index,
    type: 'custom-converter',
    parse: false,
    required: false,
    transform,
  })
}

function signalOf(action: Action): AbortSignal | undefined {
  return EXCHANGES.get(action)?.signal
}

function callerOf(action: Action): CallerTokenInfo | undefined {
  const exchange = EXCHANGES.get(action)
  if (exchange?.principal === undefined) return undefined
  const { id, name = '' } = exchange.principal
  return { id, name, environment: exchange.environment }
}
