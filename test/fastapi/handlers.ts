import {
  Body,
  BodyParam,
  CookieParam,
  fastapiEndpoint,
  HeaderParam,
  Param,
  QueryParam,
} from '@portico/sdk'
import { Type } from 'class-transformer'
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  ValidateNested,
} from 'class-validator'

import { Filtered, Lists, Unions } from './model-handlers.js'
import { OtherAnswers } from './answer-handlers.js'
import { Forms, Uploads } from './form-handlers.js'

/** Values of the query. */
class Queries {
  @fastapiEndpoint()
  number(x: number) {
    return x
  }

  @fastapiEndpoint()
  integer(x: bigint) {
    return x
  }

  @fastapiEndpoint()
  boolean(x: boolean) {
    return x
  }

  @fastapiEndpoint()
  text(x: string) {
    return x
  }

  @fastapiEndpoint()
  date(x: Date) {
    return x.getTime()
  }

  @fastapiEndpoint()
  several(x: number, flag: boolean, when: Date, size = 3) {
    return [x, flag, when.getTime(), size]
  }

  @fastapiEndpoint()
  defaultNumber(x = 4) {
    return x
  }

  @fastapiEndpoint()
  defaultBoolean(x = false) {
    return x
  }

  @fastapiEndpoint()
  defaultText(x = 'all') {
    return x
  }

  @fastapiEndpoint()
  numbers(@QueryParam('x', { isArray: true, type: Number, required: true }) x: number[]) {
    return x
  }

  @fastapiEndpoint()
  integers(@QueryParam('x', { isArray: true, type: BigInt, default: [] }) x: bigint[]) {
    return x
  }

  @fastapiEndpoint()
  texts(@QueryParam('x', { isArray: true, default: [] }) x: string[]) {
    return x
  }

  @fastapiEndpoint()
  booleans(@QueryParam('x', { isArray: true, type: Boolean, default: [] }) x: boolean[]) {
    return x
  }

  @fastapiEndpoint()
  choice(@QueryParam('x', { enum: ['a', 'b', 'c'], required: true }) x: string) {
    return x
  }

  @fastapiEndpoint()
  range(@QueryParam('x', { min: 1, max: 9.5, required: true }) x: number) {
    return x
  }

  @fastapiEndpoint()
  short(@QueryParam('x', { minLength: 1, maxLength: 3, required: true }) x: string) {
    return x
  }

  @fastapiEndpoint()
  pattern(@QueryParam('x', { pattern: /^a+$/, required: true }) x: string) {
    return x
  }
}

/** Values of paths, headers and cookies. */
class Elsewhere {
  @fastapiEndpoint({ path: '/path/number/:x' })
  pathNumber(x: number) {
    return x
  }

  @fastapiEndpoint({ path: '/path/integer/:x' })
  pathInteger(x: bigint) {
    return x
  }

  @fastapiEndpoint({ path: '/path/boolean/:x' })
  pathBoolean(x: boolean) {
    return x
  }

  @fastapiEndpoint({ path: '/path/date/:x' })
  pathDate(x: Date) {
    return x.getTime()
  }

  @fastapiEndpoint({ path: '/path/text/:x' })
  pathText(@Param('x') x: string) {
    return x
  }

  @fastapiEndpoint({ path: '/path/:x/and/:y' })
  pathBoth(x: number, y: boolean, z: number) {
    return [x, y, z]
  }

  @fastapiEndpoint({ path: '/header/number' })
  headerNumber(@HeaderParam('x-count', { required: true }) x: number) {
    return x
  }

  @fastapiEndpoint({ path: '/header/integer' })
  headerInteger(@HeaderParam('x-count', { required: true }) x: bigint) {
    return x
  }

  @fastapiEndpoint({ path: '/header/boolean' })
  headerBoolean(@HeaderParam('x-count', { required: true }) x: boolean) {
    return x
  }

  @fastapiEndpoint({ path: '/header/date' })
  headerDate(@HeaderParam('x-count', { required: true }) x: Date) {
    return x.getTime()
  }

  @fastapiEndpoint({ path: '/header/text' })
  headerText(@HeaderParam('x-count') x = 'none') {
    return x
  }

  @fastapiEndpoint()
  cookie(@CookieParam('x', { required: true }) x: number) {
    return x
  }
}

class Item {
  @IsString()
  name!: string

  @IsInt()
  count!: number

  @IsNumber()
  price: number = 1

  @IsBoolean()
  sold: boolean = false
}

class Address {
  @IsString()
  street!: string

  @IsString()
  zip!: string
}

class Order {
  @IsInt()
  id!: number

  @IsObject()
  @ValidateNested()
  @Type(() => Address)
  address!: Address

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Item)
  lines!: Item[]

  @IsOptional()
  @IsString()
  note?: string
}

/** JSON bodies. */
class Bodies {
  @fastapiEndpoint({ method: 'POST', path: '/models/item' })
  item(item: Item) {
    return item
  }

  @fastapiEndpoint({ method: 'PUT', path: '/models/item' })
  putItem(item: Item) {
    return item.name
  }

  @fastapiEndpoint({ method: 'POST', path: '/models/items' })
  items(@Body({ type: Item }) items: Item[]) {
    return items
  }

  @fastapiEndpoint({ method: 'POST', path: '/models/order' })
  order(order: Order) {
    return order.lines.length
  }

  @fastapiEndpoint({ method: 'POST', path: '/models/optional' })
  optional(@Body({ required: false }) item: Item) {
    return item !== undefined
  }

  @fastapiEndpoint({ method: 'POST', path: '/models/item/:x' })
  itemAndScalars(x: number, y: boolean, item: Item) {
    return [x, y, item.name]
  }

  @fastapiEndpoint({ method: 'POST' })
  field(@BodyParam('x') x: number) {
    return x
  }

  @fastapiEndpoint({ method: 'POST' })
  // oxlint-disable-next-line max-params
  fields(
    @BodyParam('name') name: string,
    @BodyParam('big') big: bigint,
    @BodyParam('ok') ok: boolean,
    @BodyParam('when') when: Date,
    @BodyParam('size') size = 3,
  ) {
    return [name, big, ok, when.getTime(), size]
  }

  @fastapiEndpoint({ method: 'POST' })
  fieldList(@BodyParam('tags', { type: String }) tags: string[]) {
    return tags
  }
}

/** What handlers return. */
class Answers {
  @fastapiEndpoint({ path: '/answers/null' })
  nothing() {
    return null
  }

  @fastapiEndpoint({ path: '/answers/true' })
  yes() {
    return true
  }

  @fastapiEndpoint({ path: '/answers/string' })
  string() {
    return 'hello world'
  }

  @fastapiEndpoint({ path: '/answers/empty' })
  empty() {
    return ''
  }

  @fastapiEndpoint({ path: '/answers/unicode' })
  unicode() {
    return 'Grüße, 世界 🙂 \u2028'
  }

  @fastapiEndpoint({ path: '/answers/zero' })
  zero() {
    return 0
  }

  @fastapiEndpoint({ path: '/answers/nan' })
  nan() {
    return Number.NaN
  }

  @fastapiEndpoint({ path: '/answers/infinity' })
  infinity() {
    return Number.NEGATIVE_INFINITY
  }

  @fastapiEndpoint({ path: '/answers/nested' })
  nested() {
    return { list: [1, null, true, { a: 'b' }], empty: {} }
  }

  @fastapiEndpoint({ path: '/answers/nested-nan' })
  nestedNan() {
    return { list: [1.5, Number.NaN] }
  }

  @fastapiEndpoint({ path: '/answers/digits' })
  digits() {
    return 123456789012345678901234567890n
  }

  @fastapiEndpoint({ path: '/answers/date' })
  date() {
    return new Date('2025-01-02T03:04:05Z')
  }

  @fastapiEndpoint({ method: 'POST', path: '/answers/created', statusCode: 201 })
  created() {
    return 'made'
  }

  @fastapiEndpoint({ method: 'DELETE', path: '/answers/deleted', statusCode: 202 })
  deleted(x: number) {
    return x
  }

  @fastapiEndpoint({ path: '/closed/' })
  closed() {
    return 'closed'
  }
}

/** The app of app.py, written for us. */
export const HANDLERS = [
  Queries,
  Elsewhere,
  Bodies,
  Answers,
  OtherAnswers,
  Forms,
  Uploads,
  Lists,
  Unions,
  Filtered,
] as const
