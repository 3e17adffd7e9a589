import { JsonController, Post } from 'routing-controllers'
import {
  Body,
  BodyParam,
  CookieParam,
  Depends,
  fastapiEndpoint,
  Form,
  HeaderParam,
  Param,
  QueryParam,
  QueryParams,
  type Upload,
  UploadedFile,
} from '@portico/sdk'
import { Type } from 'class-transformer'
import {
  Allow,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Min,
  ValidateNested,
} from 'class-validator'

class Line {
  @IsString()
  @Length(1, 10)
  name!: string

  @IsInt()
  @Min(0)
  count!: number
}

class Order {
  @IsEmail()
  mail!: string

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines!: Line[]

  @IsOptional()
  @ValidateNested()
  @Type(() => Order)
  child?: Order

  @IsOptional()
  @IsIn(['a', 'b'])
  kind?: string

  @IsOptional()
  @Type(() => Date)
  when?: Date

  @Allow()
  any?: unknown
}

class Search {
  @IsOptional()
  @IsString()
  name?: string

  @IsOptional()
  @Min(1)
  size?: number
}

class Fields {
  @IsString()
  name!: string

  @IsOptional()
  @IsInt()
  count?: number
}

function half(size = 2): number {
  return size / 2
}

/** Endpoints of many kinds, all of them open, that answer any request without a fault of their own. */
class Kinds {
  @fastapiEndpoint({ path: '/query' })
  // oxlint-disable-next-line max-params
  query(
    x: number,
    flag: boolean,
    when: Date,
    big: bigint,
    @QueryParam('tag', { isArray: true, required: false }) tags: string[],
    @QueryParam('kind', { enum: ['a', 'b'], default: 'a' }) kind: string,
  ) {
    return [x, flag, when, big, tags, kind]
  }

  @fastapiEndpoint({ path: '/search' })
  search(@QueryParams() search: Search) {
    return search
  }

  @fastapiEndpoint({ path: '/path/:id/:rest' })
  path(@Param('id', { pattern: /^(a|aa)+$/, maxLength: 30 }) id: string, rest: Date) {
    return [id, rest]
  }

  @fastapiEndpoint({ path: '/fields' })
  fields(
    @HeaderParam('x-count', { type: Number, min: 1 }) count: number,
    @CookieParam('size', { type: Number }) size: number,
  ) {
    return [count, size]
  }

  @fastapiEndpoint({ method: 'POST', path: '/order' })
  order(order: Order) {
    return order
  }

  @fastapiEndpoint({ method: 'PUT', path: '/lines' })
  lines(@Body({ type: Line }) lines: Line[]) {
    return lines
  }

  @fastapiEndpoint({ method: 'POST', path: '/members' })
  members(@BodyParam('name') name: string, @BodyParam('line') line: Line) {
    return [name, line]
  }

  @fastapiEndpoint({ method: 'POST', path: '/loose' })
  loose(@Body({ validate: false }) body: object) {
    return body
  }

  @fastapiEndpoint({ method: 'POST', path: '/bytes' })
  bytes(data: Buffer) {
    return data
  }

  @fastapiEndpoint({ method: 'POST', path: '/text' })
  text(@Body() text: string) {
    return text
  }

  @fastapiEndpoint({ method: 'POST', path: '/form' })
  form(@Form() fields: Fields) {
    return fields
  }

  @fastapiEndpoint({ method: 'POST', path: '/upload' })
  async upload(@UploadedFile('file') file: Upload) {
    return (await file.bytes()).length
  }

  @fastapiEndpoint({ path: '/stream' })
  async *stream(count = 3) {
    for (let at = 0; at < Math.min(count, 20); at += 1) yield { at }
  }

  @fastapiEndpoint({ path: '/depends' })
  depends(@Depends(half) count: number) {
    return count
  }

  @fastapiEndpoint({ method: 'DELETE', path: '/limited', maxConcurrency: 4, maxBodyBytes: 100 })
  async limited(x = 1) {
    await Promise.resolve()
    return x
  }
}

@JsonController('/controller')
class Controller {
  @Post('/lines')
  lines(@Body() line: Line) {
    return line
  }
}

export const KINDS = [Kinds, Controller] as const
