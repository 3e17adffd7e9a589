// What TypeScript emits for decorators is kept by the SDK.
import '@portico/sdk'

import { Exclude, Expose, Transform, Type } from 'class-transformer'
import {
  Allow,
  IsArray,
  IsDefined,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Min,
  registerDecorator,
  ValidateIf,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator'

/** What validators were called for, in order. */
export const calls: string[] = []

/** Passes what isn't `bad`, whatever else the object has; at once or a turn later. */
function Watched(name: string, async = false): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      name,
      async,
      target: prototype.constructor,
      propertyName: String(property),
      constraints: [name],
      validator: {
        validate(value: unknown, { object, targetName }: ValidationArguments) {
          calls.push(`${name} ${targetName} ${JSON.stringify(value)} ${JSON.stringify(object)}`)
          return async ? Promise.resolve(value !== 'bad') : value !== 'bad'
        },
        defaultMessage: () => '$target.$property is $value by $constraint1',
      },
    })
  }
}

class Part {
  @Watched('part')
  @Transform(({ value, obj }: { value: unknown; obj: { times?: number } }) =>
    typeof value === 'string' ? value.repeat(obj.times ?? 1) : value,
  )
  name!: string

  @IsOptional()
  @IsInt()
  times?: number
}

class Large extends Part {
  @Min(10)
  size!: number
}

class Small extends Part {
  @IsNumber({}, { groups: ['strict'] })
  size!: number
}

abstract class Shape {
  @IsString()
  kind!: string
}

class Circle extends Shape {
  @Min(0, { always: true })
  radius!: number
}

class Square extends Shape {
  @Watched('side', true)
  side!: string
}

class Ruleless {
  @Expose()
  name?: string
}

const subTypes = [
  { name: 'circle', value: Circle },
  { name: 'square', value: Square },
]

/** A property for each thing that class-transformer and class-validator can do to one. */
export class Everything {
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true, message: 'inside' })
  @Type(() => Part)
  @Watched('list')
  parts?: Part[]

  // Its class depends on the object, which nobody has at load.
  @ValidateNested()
  @Type((options) => (options?.object['large'] === true ? Large : Small))
  @IsOptional()
  sized?: Part

  @Allow()
  large?: boolean

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Shape, { discriminator: { property: 'kind', subTypes } })
  untagged?: Shape[]

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Shape, {
    discriminator: { property: 'kind', subTypes },
    keepDiscriminatorProperty: true,
  })
  tagged?: Shape[]

  @IsOptional()
  @ValidateNested()
  @Type(() => Shape, { discriminator: { property: 'kind', subTypes } })
  one?: Shape

  @IsOptional()
  @ValidateNested()
  @Type(() => Part)
  byName?: Map<string, Part>

  @IsOptional()
  @ValidateNested()
  @Type(() => Part)
  set?: Set<Part>

  // Sees all of its list.
  @IsOptional()
  @Type(() => Part)
  @Transform(({ value }: { value: Part[] }) => value.map(({ name }) => name).join())
  joined?: string

  @Type(() => Part)
  @Allow()
  set counted(parts: Part[]) {
    this.count = parts.length
  }

  count?: number

  @ValidateIf((object: Everything) => object.large === true)
  @Length(2, 3, { each: true, context: { why: 'short' } })
  @IsDefined({ message: 'there must be $property' })
  texts?: string[]

  @Expose({ name: 'out-side', groups: ['strict'] })
  @IsOptional()
  @Watched('late', true)
  outside?: string

  @Exclude()
  @ValidateNested()
  @Type(() => Part)
  excluded?: Part

  @Expose()
  anything?: unknown

  @Allow()
  @Type(() => Object)
  object?: object

  @Allow()
  @Type(() => Object)
  objects?: Set<object>

  @IsOptional()
  @ValidateNested()
  @Type(() => Ruleless)
  ruleless?: Ruleless

  @Type(() => Date)
  @IsOptional()
  dates?: Date[]

  @Type(() => Date)
  @IsOptional()
  dateSet?: Set<Date>

  @Allow()
  _private?: unknown

  @IsOptional()
  @ValidateNested({ each: true })
  @Type(() => Everything)
  inner?: Everything[][]
}

class Other {
  @IsOptional()
  name?: string
}

/** Has a validator that fails to say anything, in front of much else. */
export class Failing {
  @Broken()
  how!: 'throws' | 'rejects'

  @ValidateNested({ each: true })
  @Type(() => Other)
  others!: Other[]
}

function Broken(): PropertyDecorator {
  return (prototype, property) => {
    registerDecorator({
      async: true,
      target: prototype.constructor,
      propertyName: String(property),
      validator: {
        validate(value: unknown) {
          const error = new Error(`It ${String(value)}`)
          if (value === 'throws') throw error
          return Promise.reject(error)
        },
      },
    })
  }
}
