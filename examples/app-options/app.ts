import { type Action, CurrentUser, defineApp, fastapiEndpoint, mapError } from '@portico/sdk'
import type { Context, Next } from 'koa'

/** Thrown wherever the stock is asked; knows nothing of HTTP. */
class OutOfStock extends Error {
  constructor(readonly article: string) {
    super(`no ${article} left`)
  }
}

/** What the shop has. The container gives it to the handlers. */
class Stock {
  readonly #pieces = new Map([['bread', 2]])

  take(article: string): number {
    const pieces = this.#pieces.get(article) ?? 0
    if (pieces === 0) throw new OutOfStock(article)
    this.#pieces.set(article, pieces - 1)
    return pieces - 1
  }
}

/** Hands out what is in stock. */
export class Shop {
  constructor(readonly stock: Stock) {}

  @fastapiEndpoint({ method: 'POST', requiresProxyAuth: true })
  buy(@CurrentUser({ required: true }) customer: string, article: string) {
    return { customer, article, left: this.stock.take(article) }
  }
}

/** Says who calls, by a header that a gateway of ours sets. */
function findCustomer({ request }: Action): unknown {
  return request.headers['x-customer']
}

/** Runs before the guard, so that strangers' 401s have the field too. */
function noSniffing(ctx: Context, next: Next): Promise<unknown> {
  ctx.set('X-Content-Type-Options', 'nosniff')
  return next()
}

/** Holds for the whole app; the name of the export is free. */
export const app = defineApp({
  use: [{ use: noSniffing, before: 'guards' }],
  container: { get: (type) => new type(new Stock()) },
  controllers: { currentUserChecker: findCustomer },
  errorMappers: [
    mapError(OutOfStock, ({ article }) => ({ status: 409, detail: `${article} is out of stock` })),
  ],
})
