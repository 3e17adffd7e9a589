import 'reflect-metadata'

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

/** The model of `bench/servers/endpoints-portico.ts`, with this folder's class-validator. */
export class Order {
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
