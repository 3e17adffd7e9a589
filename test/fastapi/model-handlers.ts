import { Body, fastapiEndpoint } from '@portico/sdk'
import { Type } from 'class-transformer'
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator'

enum Choice {
  A = 'a',
  B = 'b',
}

enum Level {
  Low = 1,
  High = 2,
}

class Cat {
  @IsIn(['cat'])
  kind!: string

  @IsInt()
  lives!: number
}

class Dog {
  @IsIn(['dog', 'hound'])
  kind!: string

  @IsString()
  bark!: string
}

const PETS = {
  property: 'kind',
  subTypes: [
    { value: Cat, name: 'cat' },
    { value: Dog, name: 'dog' },
    { value: Dog, name: 'hound' },
  ],
}

class Owner {
  @IsString()
  name!: string

  @IsObject()
  @ValidateNested()
  @Type(() => Object, { discriminator: PETS, keepDiscriminatorProperty: true })
  pet!: Cat | Dog

  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Object, { discriminator: PETS, keepDiscriminatorProperty: true })
  others: (Cat | Dog)[] = []
}

class Person {
  @IsString()
  name!: string

  @IsBoolean()
  adult: boolean = true
}

class Employee extends Person {
  @MaxLength(3)
  declare name: string

  @IsInt()
  salary!: number
}

class Team {
  @ValidateNested()
  @Type(() => Person)
  lead!: Person

  @ValidateNested({ each: true })
  @Type(() => Person)
  members!: Person[]

  @IsObject()
  by_name: object = {}
}

const SECRET = { name: 'a', salary: 4, secret: { name: 'b' } }

/** Bodies that are arrays of scalars. */
export class Lists {
  @fastapiEndpoint({ method: 'POST', path: '/list/number' })
  numbers(@Body({ type: Number }) x: number[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/integer' })
  integers(@Body({ type: BigInt }) x: bigint[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/boolean' })
  booleans(@Body({ type: Boolean }) x: boolean[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/text' })
  texts(@Body({ type: String }) x: string[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/date' })
  dates(@Body({ type: Date }) x: Date[]) {
    return x.map((each) => each.getTime())
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/choice' })
  choices(@Body({ enum: Choice }) x: Choice[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/level' })
  levels(@Body({ enum: Level, isArray: true }) x: Level[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/short' })
  short(@Body({ type: String, minLength: 1, maxLength: 2 }) x: string[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/range' })
  range(@Body({ type: Number, min: 1, max: 9.5 }) x: number[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST', path: '/list/optional' })
  optional(@Body({ type: Number }) x: number[] = [7]) {
    return x
  }
}

/** Bodies that are one of several classes, and classes that inherit. */
export class Unions {
  @fastapiEndpoint({ method: 'POST', path: '/union/one' })
  one(@Body({ discriminator: PETS }) pet: Cat | Dog) {
    return [pet.constructor.name, pet]
  }

  @fastapiEndpoint({ method: 'POST', path: '/union/many' })
  many(@Body({ discriminator: PETS }) pets: (Cat | Dog)[]) {
    return pets.map((pet) => pet.constructor.name)
  }

  @fastapiEndpoint({ method: 'POST', path: '/models/owner' })
  owner(owner: Owner) {
    return [owner.pet, ...owner.others].map((pet) => pet.constructor.name)
  }

  @fastapiEndpoint({ method: 'POST', path: '/models/employee' })
  employee(employee: Employee) {
    return employee
  }
}

/** Answers that a model filters. */
export class Filtered {
  @fastapiEndpoint({ path: '/answer/person', responseModel: Person })
  person() {
    return SECRET
  }

  @fastapiEndpoint({ path: '/answer/employee', responseModel: Person })
  employee() {
    return Object.assign(new Employee(), { name: 'a', salary: 4 })
  }

  @fastapiEndpoint({ path: '/answer/people', responseModel: [Person] })
  people() {
    return [SECRET, { name: 'b', adult: false }]
  }

  @fastapiEndpoint({ path: '/answer/team', responseModel: Team })
  team() {
    return { lead: SECRET, members: [SECRET, SECRET], secret: 4 }
  }

  @fastapiEndpoint({ path: '/answer/wrong', responseModel: Person })
  wrong() {
    return { name: 4 }
  }

  @fastapiEndpoint({ path: '/answer/nothing', responseModel: Person })
  nothing() {
    return null
  }

  @fastapiEndpoint({ path: '/answer/one-for-many', responseModel: [Person] })
  oneForMany() {
    return SECRET
  }

  @fastapiEndpoint({ path: '/answer/stream', responseModel: Person })
  async *stream() {
    yield SECRET
    yield { name: 'b' }
  }

  @fastapiEndpoint({ path: '/answer/generator', responseModel: Person })
  *generator() {
    yield SECRET
  }
}
