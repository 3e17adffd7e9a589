// Methods with many parameters are what is tested here, and types as the compiler emits them.
/* oxlint-disable max-params, typescript/consistent-type-imports */
import { Readable } from 'node:stream'

import {
  Body,
  BodyParam,
  CallerToken,
  type CallerTokenInfo,
  CookieParam,
  Ctx,
  fastapiEndpoint,
  HeaderParam,
  Param,
  QueryParam,
  QueryParams,
  State,
} from '@portico/sdk'
import { Expose } from 'class-transformer'
import { IsEmail, IsOptional } from 'class-validator'

import { Color, Customer } from './imported-types.js'

enum Level {
  Low,
  High,
}

class Order {
  @IsEmail()
  mail!: string

  @IsOptional()
  count?: number
}

/** Known to class-transformer alone. */
class Exposed {
  @Expose()
  name!: string
}

type Direction = 'up' | 'down'

const LIMIT = 10

/** One method for each row of the table of types that can be bound, in every way of writing it. */
export class EveryType {
  @fastapiEndpoint()
  scalars(x: number, flag: boolean, when: Date, q: string, big: bigint) {
    return [x, flag, when, q, big]
  }

  @fastapiEndpoint()
  defaults(
    x = 4,
    q = 'all',
    loud = false,
    y: number = LIMIT,
    minus = -1,
    big = 5n,
    day = new Date(0),
  ) {
    return [x, q, loud, y, minus, big, day]
  }

  @fastapiEndpoint()
  templates(q = `all`, plus = +1) {
    return [q, plus]
  }

  @fastapiEndpoint()
  questionMarks(q?: string, x?: number, flag?: boolean, order?: Order) {
    return [q, x, flag, order]
  }

  @fastapiEndpoint()
  unions(direction: 'asc' | 'desc', step: 1 | 2) {
    return [direction, step]
  }

  @fastapiEndpoint({ path: '/:id/:name', method: 'PUT' })
  inPath(id: number, name: string, order: Order) {
    return [id, name, order]
  }

  @fastapiEndpoint({ method: 'POST' })
  body(order: Order) {
    return order
  }

  @fastapiEndpoint({ method: 'POST' })
  optionalBody(order: Order = new Order()) {
    return order
  }

  @fastapiEndpoint({ method: 'POST' })
  importedBody(customer: Customer) {
    return customer
  }

  @fastapiEndpoint({ method: 'PATCH' })
  exposedBody(exposed: Exposed) {
    return exposed
  }

  @fastapiEndpoint({ method: 'DELETE' })
  queryObject(order: Order, dry = true) {
    return [order, dry]
  }

  @fastapiEndpoint()
  decoratedUnions(
    @QueryParam('q') q: string | undefined,
    @QueryParam('direction', { enum: ['up', 'down'] }) direction: Direction,
    @QueryParam('limit', { type: Number }) limit: number | null,
    @QueryParam('page', { default: 1 }) page: number | undefined,
  ) {
    return [q, direction, limit, page]
  }

  @fastapiEndpoint()
  arrays(
    @QueryParam('tags', { isArray: true }) tags: string[],
    @QueryParam('ids', { isArray: true, type: Number }) ids: number[],
    @QueryParam('levels', { isArray: true, enum: Level }) levels: Level[],
  ) {
    return [tags, ids, levels]
  }

  @fastapiEndpoint()
  enums(
    @QueryParam('color', { enum: Color }) color: Color,
    @QueryParam('level', { enum: Level, required: true }) level: Level,
  ) {
    return [color, level]
  }

  @fastapiEndpoint({ path: '/:id' })
  explicit(
    @Param('id', { type: Number }) id: number,
    @QueryParam('q', { required: false }) q: string,
    @HeaderParam('X-Trace', { required: true }) trace: string,
    @CookieParam('session') session: string,
    @CallerToken() caller: CallerTokenInfo,
    @Ctx() context: unknown,
    @State('user') user: unknown,
  ) {
    return [id, q, trace, session, caller, context, user]
  }

  @fastapiEndpoint({ method: 'POST' })
  explicitBody(@Body() { mail }: Order, @QueryParams() query: Record<string, string>) {
    return [mail, query]
  }

  @fastapiEndpoint({ method: 'POST' })
  bodyArray(@Body({ type: Order }) orders: Order[]) {
    return orders
  }

  @fastapiEndpoint({ method: 'POST' })
  unchecked(@Body({ validate: false }) body: object) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  stream(data: Readable) {
    return data
  }

  @fastapiEndpoint({ method: 'POST' })
  webStream(data: ReadableStream) {
    return data
  }

  @fastapiEndpoint({ method: 'POST' })
  bytes(data: Buffer) {
    return data
  }

  @fastapiEndpoint({ method: 'POST' })
  text(@Body() note: string) {
    return note
  }

  @fastapiEndpoint({ method: 'POST' })
  bodyFields(
    @BodyParam('name') name: string,
    @BodyParam('count') count = 1,
    @BodyParam('order', { required: false }) order: Order,
    @BodyParam('tags', { type: String }) tags: string[],
  ) {
    return [name, count, order, tags]
  }

  @fastapiEndpoint()
  async *'quoted-name'(limit = 3) {
    yield limit
  }
}
