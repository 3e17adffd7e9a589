import { Exclude } from 'class-transformer'
import { IsEmail, MinLength } from 'class-validator'
import {
  Body,
  Controller,
  Delete,
  Get,
  JsonController,
  Param,
  Post,
  Put,
  QueryParam,
} from 'routing-controllers'

import type { ReadmeApp, ReadmeCase } from './readme-case.js'

class Person {
  first!: string
  last!: string
  full(): string {
    return `${this.last} ${this.first}`
  }
}

class Login {
  @IsEmail() email!: string
  @MinLength(6) password!: string
}

class Shy {
  shown = 1
  @Exclude() hidden = 2
}

@JsonController('/people')
class People {
  @Post('/') add(@Body() person: Person) {
    return { full: person.full() }
  }
  @Get('/') find(@QueryParam('person') person: Person) {
    return { full: person.full() }
  }
  @Post('/login') login(@Body() login: Login) {
    return { email: login.email }
  }
  @Post('/grouped') grouped(@Body({ validate: { skipMissingProperties: true } }) login: Login) {
    return { isLogin: login instanceof Login }
  }
}

@JsonController('/shy', { transformRequest: false, transformResponse: false })
class Shies {
  @Get('/') plain() {
    return new Shy()
  }
  @Get('/transformed', { transformResponse: true }) transformed() {
    return new Shy()
  }
  @Post('/') add(@Body() person: Person) {
    return { isPerson: person instanceof Person }
  }
}

abstract class Template {
  @Post() create() {
    return 'created'
  }
  @Get() read() {
    return `read ${this.constructor.name}`
  }
  @Put() update() {
    return 'updated'
  }
  @Delete() delete() {
    return 'deleted'
  }
}

@Controller('/product')
class Products extends Template {}

@Controller('/category')
class Categories extends Template {
  override read() {
    return 'overloaded'
  }
  @Get('/:id') one(@Param('id') id: number) {
    return `category ${id}`
  }
}

const NAMES = { first: 'Ada', last: 'King' }
const GOOD = { email: 'a@b.example', password: '123456' }

const CASES: Readonly<Record<string, readonly Omit<ReadmeCase, 'section'>[]>> = {
  'Convert parameters to objects': [
    {
      ...{ send: `GET /people?person=${encodeURIComponent(JSON.stringify(NAMES))}`, status: 200 },
      answer: { full: 'King Ada' },
    },
  ],
  'Creating instances of classes from action params': [
    { send: 'POST /people', body: NAMES, status: 200, answer: { full: 'King Ada' } },
  ],
  'Auto validating action params': [
    { send: 'POST /people/login', body: GOOD, status: 200, answer: { email: GOOD.email } },
    {
      ...{ send: 'POST /people/login', body: { ...GOOD, email: 'a' }, status: 400 },
      answer: {
        name: 'BadRequestError',
        message: "Invalid body, check 'errors' property for more info.",
        errors: [
          {
            target: { ...GOOD, email: 'a' },
            value: 'a',
            property: 'email',
            children: [],
            constraints: { isEmail: 'email must be an email' },
          },
        ],
      },
    },
    { send: 'POST /people/grouped', body: {}, status: 200, answer: { isLogin: true } },
  ],
  'Selectively disabling request/response transform': [
    { send: 'GET /shy', status: 200, answer: { shown: 1, hidden: 2 } },
    { send: 'GET /shy/transformed', status: 200, answer: { shown: 1 } },
    { send: 'POST /shy', body: NAMES, status: 200, answer: { isPerson: false } },
  ],
  'Controller inheritance': [
    { send: 'POST /product', status: 200, answer: 'created' },
    { send: 'GET /product', status: 200, answer: 'read Products' },
    { send: 'PUT /category', status: 200, answer: 'updated' },
    { send: 'DELETE /category', status: 200, answer: 'deleted' },
    { send: 'GET /category', status: 200, answer: 'overloaded' },
    { send: 'GET /category/3', status: 200, answer: 'category 3' },
  ],
}

export const MODELS_APP: ReadmeApp = {
  name: 'classes',
  handlers: [People, Shies, Products, Categories],
  cases: Object.entries(CASES).flatMap(([section, cases]) =>
    cases.map((each) => ({ section, ...each })),
  ),
}
