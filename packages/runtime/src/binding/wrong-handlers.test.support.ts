import {
  Body,
  BodyParam,
  CallerToken,
  CurrentUser,
  fastapiEndpoint,
  HeaderParam,
  HeaderParams,
  Param,
  QueryParam,
  QueryParams,
  UploadedFile,
  UploadedFiles,
} from '@portico/sdk'
import { Type } from 'class-transformer'
import { Allow, ValidateNested } from 'class-validator'
import { createParamDecorator, Session, SessionParam } from 'routing-controllers'

/* Types as the compiler emits them, and methods with mistakes, are what is tested here. */

/** A model without mistakes. */
export class Model {
  @Allow()
  name!: string
}

class Other {
  @Allow()
  name!: string
}

class Bare {
  name!: string
}

class Untyped {
  @ValidateNested()
  inner!: Model
}

class Outer {
  @ValidateNested({ each: true })
  @Type(() => Bare)
  inner!: Bare[]
}

class Nested {
  @ValidateNested()
  @Type(() => Model)
  inner!: Model
}

const Custom = createParamDecorator({ value: () => 1 })

/** Something that a default is computed from. */
export const SETTINGS = { limit: 1 }

/** A mistake in each method. */
export class Wrong {
  @fastapiEndpoint()
  array(tags: string[]) {
    return tags
  }

  @fastapiEndpoint()
  unknown(x: unknown) {
    return x
  }

  @fastapiEndpoint()
  computedDefault(x = SETTINGS.limit) {
    return x
  }

  @fastapiEndpoint()
  map(x: Map<string, string>) {
    return x
  }

  @fastapiEndpoint()
  destructured({ name }: Model) {
    return name
  }

  @fastapiEndpoint()
  rest(...tags: string[]) {
    return tags
  }

  @fastapiEndpoint({ method: 'POST' })
  bare(model: Bare) {
    return model
  }

  @fastapiEndpoint({ method: 'POST' })
  untyped(model: Untyped) {
    return model
  }

  @fastapiEndpoint({ method: 'POST' })
  outer(model: Outer) {
    return model
  }

  @fastapiEndpoint()
  nestedQuery(model: Nested) {
    return model
  }

  @fastapiEndpoint({ method: 'POST' })
  twoModels(model: Model, other: Other) {
    return [model, other]
  }

  @fastapiEndpoint({ method: 'POST' })
  modelAndField(model: Model, @BodyParam('x') x: string) {
    return [model, x]
  }

  @fastapiEndpoint({ path: '/:model' })
  classInPath(model: Model) {
    return model
  }

  @fastapiEndpoint({ path: '/:id' })
  notInPath(@Param('key') key: string) {
    return key
  }

  @fastapiEndpoint()
  arrayWithoutFlag(@QueryParam('x', { type: Number }) x: number[]) {
    return x
  }

  @fastapiEndpoint()
  classInQuery(@QueryParam('x') x: Model) {
    return x
  }

  @fastapiEndpoint()
  wrongType(@QueryParam('x', { type: Model }) x: Model) {
    return x
  }

  @fastapiEndpoint()
  parsed(@QueryParam('x', { parse: true }) x: string) {
    return x
  }

  @fastapiEndpoint()
  minOfString(@QueryParam('x', { min: 1 }) x: string) {
    return x
  }

  @fastapiEndpoint()
  patternOfNumber(@QueryParam('x', { pattern: /x/ }) x: number) {
    return x
  }

  @fastapiEndpoint()
  emptyEnum(@QueryParam('x', { enum: [] }) x: string) {
    return x
  }

  @fastapiEndpoint()
  headerArray(@HeaderParam('x') x: string[]) {
    return x
  }

  @fastapiEndpoint()
  headersModel(@HeaderParams() headers: Model) {
    return headers
  }

  @fastapiEndpoint()
  queryOfStrings(@QueryParams() query: string) {
    return query
  }

  @fastapiEndpoint({ method: 'POST' })
  bodyOfAnything(@Body() body: unknown) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  bodyOfNumber(@Body() body: number) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  bodyOfArray(@Body() body: Model[]) {
    return body
  }

  @fastapiEndpoint({ method: 'POST' })
  bodyOptions(@Body({ options: { limit: '1mb' } }) body: Model) {
    return body
  }

  @fastapiEndpoint()
  twice(@QueryParam('x') @HeaderParam('x') x: string) {
    return x
  }

  @fastapiEndpoint()
  callerTwice(@CallerToken() @QueryParam('x') x: unknown) {
    return x
  }

  @fastapiEndpoint()
  decoratedRest(@QueryParam('x') ...x: string[]) {
    return x
  }

  @fastapiEndpoint({ method: 'POST' })
  file(@UploadedFile('x') x: unknown) {
    return x
  }

  @fastapiEndpoint({ method: 'POST' })
  files(@UploadedFiles('x') x: unknown) {
    return x
  }

  @fastapiEndpoint()
  user(@CurrentUser({ required: true }) x: unknown) {
    return x
  }

  @fastapiEndpoint()
  session(@Session() x: unknown) {
    return x
  }

  @fastapiEndpoint()
  sessionParam(@SessionParam('x') x: unknown) {
    return x
  }

  @fastapiEndpoint()
  custom(@Custom x: unknown) {
    return x
  }
}
