import type { Exchange } from '../server/exchange.js'

/** Makes the arguments of a handler; a promise only where something has to be waited for. */
export type Binder = (exchange: Exchange) => readonly unknown[] | Promise<readonly unknown[]>
