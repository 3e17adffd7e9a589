import { Body, BodyParam, fastapiEndpoint, QueryParam, QueryParams } from '@portico/sdk'
import { Expose, Transform, Type } from 'class-transformer'
import {
  Allow,
  IsArray,
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  Min,
  MinLength,
  registerDecorator,
  ValidateNested,
} from 'class-validator'

import type { JsonBodyOptions } from './json-body.js'
import { binderOf, bound, type FakeRequest } from './fake-exchange.test.support.js'

export class Line {
  @IsString()
  name!: string

  @IsInt()
  @Min(1)
  count!: number
}

export class Order {
  @IsEmail()
  mail!: string

  @IsOptional()
  @MinLength(3)
  note?: string

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines: Line[] = []

  @IsOptional()
  @Type(() => Number)
  weight?: number

  @Allow()
  extra?: unknown
}

/** Has thirty lists of texts. */
class Texts {}
for (let index = 0; index < 30; index += 1) {
  IsString({ each: true })(Texts.prototype, `list${index}`)
}

export class Renamed {
  @Expose({ name: 'user-name' })
  @MinLength(3)
  userName!: string
}

class Tree {
  @IsOptional()
  @ValidateNested()
  @Type(() => Tree)
  child?: Tree
}

abstract class Shape {
  @IsString()
  kind!: string
}

export class Circle extends Shape {
  @Min(0)
  radius!: number
}

export class Square extends Shape {
  @Min(0)
  side!: number
}

export class Drawing {
  @ValidateNested({ each: true })
  @Type(() => Shape, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'circle', value: Circle },
        { name: 'square', value: Square },
      ],
    },
    keepDiscriminatorProperty: true,
  })
  shapes!: Shape[]
}

class Slow {
  @Eventually()
  @Transform(({ value }) => value)
  name!: string
}

export class Search {
  @IsInt()
  @Min(1)
  page: number = 1

  @IsOptional()
  @IsString({ each: true })
  tags?: string[]

  @IsOptional()
  @IsInt({ each: true })
  @Type(() => Number)
  ids?: number[]

  @IsOptional()
  since?: Date

  @MinLength(2)
  q!: string
}

/** A method for each way in which a body or a query object is declared. */
class Handlers {
  @fastapiEndpoint({ method: 'POST' })
  order(order: Order) {
    return order
  }

  @fastapiEndpoint({ method: 'POST' })
  optional(@Body({ required: false }) order: Order, @QueryParam('n') n: number) {
    return [order, n]
  }

  @fastapiEndpoint({ method: 'POST' })
  list(@Body({ type: Line }) lines: Line[]) {
    return lines
  }

  @fastapiEndpoint({ method: 'POST' })
  orders(@Body({ type: Order }) orders: Order[]) {
    return orders
  }

  @fastapiEndpoint({ method: 'POST' })
  texts(texts: Texts) {
    return texts
  }

  @fastapiEndpoint({ method: 'POST' })
  strict(@Body({ validate: { whitelist: true, forbidNonWhitelisted: true } }) line: Line) {
    return line
  }

  @fastapiEndpoint({ method: 'POST' })
  unchecked(@Body({ validate: false }) body: object) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  renamed(body: Renamed) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  tree(body: Tree) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  drawing(body: Drawing) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  slow(body: Slow) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  // oxlint-disable-next-line max-params
  fields(
    @BodyParam('name') name: string,
    @BodyParam('count') count: number,
    @BodyParam('ok') ok: boolean,
    @BodyParam('big') big: bigint,
    @BodyParam('when') when: Date,
    @BodyParam('line', { required: false }) line: Line,
    @BodyParam('tags', { type: String, required: false }) tags: string[],
  ) {
    return [name, count, ok, big, when, line, tags]
  }

  @fastapiEndpoint()
  search(search: Search) {
    return search
  }

  @fastapiEndpoint()
  strictSearch(
    @QueryParams({ validate: { whitelist: true, forbidNonWhitelisted: true } }) search: Search,
  ) {
    return search
  }

  @fastapiEndpoint()
  everything(@QueryParams() query: Record<string, string | string[]>) {
    return query
  }
}

function Eventually(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name: 'eventually',
      async: true,
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate: (value) => Promise.resolve(value === 'good'),
        defaultMessage: () => '$property is $value',
      },
    })
  }
}

/** What a request to one of the methods comes to. */
export function ask(
  handler: string,
  request: FakeRequest,
  limits: Partial<JsonBodyOptions> = {},
): Promise<unknown> {
  const method = /search|everything/i.test(handler) ? 'GET' : 'POST'
  return bound(binderOf(Handlers, handler, { method, ...limits }), request)
}

/** A body that the `order` method takes. */
export const VALID = { mail: 'a@b.cd', lines: [{ name: 'x', count: 1 }] }
