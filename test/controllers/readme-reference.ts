import { Exclude, Expose } from 'class-transformer'
import {
  All,
  Body,
  Controller,
  Get,
  Head,
  Header,
  JsonController,
  Method,
  OnNull,
  Param,
  Patch,
  Post,
  ResponseClassTransformOptions,
} from 'routing-controllers'

import { JSON_TYPE, type ReadmeApp, TEXT_TYPE } from './readme-case.js'

@Exclude()
class Chart {
  @Expose() name = 'north'
  @Expose({ groups: ['captains'] }) depth = 4
}

@JsonController('/charts')
class Charts {
  @Patch('/:id') patch(@Param('id') id: number, @Body() chart: object) {
    return { id, ...chart }
  }
  @Head('/:id') @Header('X-Seen', 'head') head() {
    return ''
  }
  @All('/every/any') any() {
    return { any: true }
  }
  @Method('put', '/:id') put(@Param('id') id: number) {
    return { put: id }
  }
  @Post('/none') @OnNull(201) none() {
    return null
  }
  @Get('/open') @ResponseClassTransformOptions({ groups: ['crew'] }) open() {
    return new Chart()
  }
  @Get('/secret') @ResponseClassTransformOptions({ groups: ['captains'] }) secret() {
    return new Chart()
  }
}

@Controller('/pages')
class Pages {
  @Get('/text') text() {
    return 'text'
  }
}

export const REFERENCE_APP: ReadmeApp = {
  name: 'the reference',
  handlers: [Charts, Pages],
  cases: [
    {
      ...{ section: 'Controller Decorators', send: 'GET /pages/text', status: 200 },
      ...{ answer: 'text', fields: TEXT_TYPE },
    },
    {
      ...{ section: 'Controller Decorators', send: 'GET /charts/open', status: 200 },
      ...{ answer: { name: 'north' }, fields: JSON_TYPE },
    },
    {
      ...{ section: 'Controller Method Decorators', send: 'PATCH /charts/1', body: { a: 1 } },
      ...{ status: 200, answer: { id: 1, a: 1 } },
    },
    {
      ...{ section: 'Controller Method Decorators', send: 'HEAD /charts/1', status: 200 },
      ...{ answer: '', fields: { 'x-seen': 'head' } },
    },
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({
      ...{
        section: 'Controller Method Decorators',
        send: `${method} /charts/every/any`,
        status: 200,
      },
      answer: { any: true },
    })),
    {
      ...{ section: 'Controller Method Decorators', send: 'PUT /charts/2', status: 200 },
      answer: { put: 2 },
    },
    { section: 'Other Decorators', send: 'POST /charts/none', status: 201, answer: '' },
    {
      ...{ section: 'Other Decorators', send: 'GET /charts/secret', status: 200 },
      answer: { name: 'north', depth: 4 },
    },
  ],
}
