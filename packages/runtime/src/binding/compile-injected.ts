import type { CallerTokenInfo } from '@portico/sdk'

import type { BindingState } from './binding-state.js'
import type { BindStep } from './compile-scalar.js'
import type {
  InjectedParameterSpec,
  InjectedValue,
  ResolvedParameterSpec,
} from './parameter-spec.js'
import { toRecord } from './query-text.js'

const READERS: Readonly<Record<InjectedValue, (state: BindingState) => unknown>> = {
  'caller-token': toCaller,
  signal: ({ exchange }) => exchange.signal,
  'koa-context': ({ exchange }) => exchange.ctx,
  request: ({ exchange }) => exchange.ctx.request,
  response: ({ exchange }) => exchange.ctx.response,
  state: ({ exchange }) => exchange.ctx.state,
  'path-params': ({ exchange }) => exchange.params,
  'query-params': ({ query }) => toRecord(query),
  'header-params': ({ exchange }) => exchange.req.headers,
  'cookie-params': ({ cookies }) => toRecord(cookies),
}

/** Compiles a parameter that the runtime has at hand. */
export function compileInjected({ index, what, member }: InjectedParameterSpec): BindStep {
  const read = READERS[what]
  if (member === undefined) {
    return function bindInjected(state) {
      state.args[index] = read(state)
    }
  }
  return function bindMember(state) {
    const whole = read(state)
    const has = typeof whole === 'object' && whole !== null && Object.hasOwn(whole, member)
    state.args[index] = has ? Reflect.get(whole, member) : undefined
  }
}

/** Compiles a parameter that the user's own code works out. */
export function compileResolved({ index, resolve }: ResolvedParameterSpec): BindStep {
  return async function bindResolved(state) {
    state.args[index] = await resolve(state.exchange)
  }
}

function toCaller({ exchange }: BindingState): CallerTokenInfo | undefined {
  const { principal, environment } = exchange
  return principal && { id: principal.id, name: principal.name ?? '', environment }
}
