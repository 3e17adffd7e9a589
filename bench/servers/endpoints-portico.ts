import { createRuntime } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'
import { Type } from 'class-transformer'
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator'

import { reportReady } from '../harness/server-messages.js'

class Address {
  @IsString()
  street!: string

  @IsString()
  city!: string

  @IsString()
  zip!: string
}

class Line {
  @IsString()
  @Length(1, 40)
  article!: string

  @IsInt()
  @Min(1)
  quantity!: number

  @IsNumber()
  price!: number
}

class Order {
  @IsInt()
  id!: number

  @Matches(/^[^@\s]+@[^@\s]+$/)
  mail!: string

  @IsString()
  @Length(1, 50)
  name!: string

  @IsOptional()
  @IsString()
  note?: string

  @IsBoolean()
  paid!: boolean

  @IsNumber()
  @Min(0)
  total!: number

  @IsIn(['post', 'courier'])
  delivery!: string

  @IsArray()
  @IsString({ each: true })
  tags!: string[]

  @IsObject()
  @ValidateNested()
  @Type(() => Address)
  address!: Address

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines!: Line[]
}

class Endpoints {
  @fastapiEndpoint({ public: true })
  query(x: number, flag: boolean) {
    return { x, flag }
  }

  @fastapiEndpoint({ method: 'POST', public: true })
  order(order: Order) {
    return { id: order.id, lines: order.lines.length }
  }

  @fastapiEndpoint({ method: 'POST', public: true, maxBodyBytes: 2 * 1024 * 1024 })
  upload(data: Buffer) {
    return { size: data.length }
  }

  @fastapiEndpoint({ public: true })
  async *events() {
    for (let n = 0; n < 10_000; n += 1) yield { data: { n } }
  }
}

const runtime = await createRuntime({ handlers: [Endpoints], store: 'sqlite::memory:' })
const { port } = await runtime.listen({ host: '127.0.0.1', port: 0 })
reportReady(port)
