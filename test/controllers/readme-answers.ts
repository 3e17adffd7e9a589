import {
  Body,
  ContentType,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  HttpError,
  JsonController,
  Location,
  NotFoundError,
  OnNull,
  OnUndefined,
  Param,
  Post,
  Redirect,
} from 'routing-controllers'

import type { ReadmeApp, ReadmeCase } from './readme-case.js'

class LostError extends HttpError {
  constructor() {
    super(404, 'lost at sea')
    Object.setPrototypeOf(this, LostError.prototype)
  }
}

class PumpError extends HttpError {
  constructor(
    readonly pump: string,
    readonly secrets: readonly string[],
  ) {
    super(500)
    Object.setPrototypeOf(this, PumpError.prototype)
  }
  toJSON() {
    return { status: this.httpCode, failed: this.pump }
  }
}

@Controller('/tides')
class Tides {
  @Get('/csv') @ContentType('text/csv') csv() {
    return 'low,high'
  }
  @Get('/location') @Location('http://sea.example') located() {
    return 'here'
  }
  @Get('/redirect') @Redirect('http://sea.example') redirected() {}
  @Get('/elsewhere') @Redirect('http://sea.example') elsewhere() {
    return 'https://lake.example'
  }
  @Get('/template') @Redirect('http://sea.example/:bay/:pier') template() {
    return { bay: 'north', pier: 'a b' }
  }
  @HttpCode(201) @Post('/') create(@Body() _tide: unknown) {
    return 'made'
  }
  @Get('/void') nothing() {}
  @Delete('/:id') @OnUndefined(204) async remove(@Param('id') _id: number): Promise<void> {}
  @Get('/maybe/:id') @OnUndefined(404) maybe(@Param('id') id: number) {
    return id === 1 ? 'one' : undefined
  }
  @Get('/lost/:id') @OnUndefined(LostError) lost(@Param('id') id: number) {
    return id === 1 ? 'one' : undefined
  }
  @Get('/null') @OnNull(404) none() {
    return null
  }
  @Get('/header') @Header('Cache-Control', 'none') header() {
    return 'kept'
  }
}

@JsonController('/gauges')
class Gauges {
  @Get('/lost/:id') @OnUndefined(LostError) lost(@Param('id') _id: number) {}
  @Get('/missing') missing() {
    throw new NotFoundError('no such gauge')
  }
  @Get('/pump') pump() {
    throw new PumpError('aft', ['hunter2'])
  }
}

const CASES: Readonly<Record<string, readonly Omit<ReadmeCase, 'section'>[]>> = {
  'Set custom ContentType': [
    {
      ...{ send: 'GET /tides/csv', status: 200, answer: 'low,high' },
      fields: { 'content-type': 'text/csv' },
    },
  ],
  'Set Location': [
    { send: 'GET /tides/location', status: 200, fields: { location: 'http://sea.example' } },
  ],
  'Set Redirect': [
    { send: 'GET /tides/redirect', status: 302, fields: { location: 'http://sea.example/' } },
    { send: 'GET /tides/elsewhere', status: 302, fields: { location: 'https://lake.example/' } },
    {
      ...{ send: 'GET /tides/template', status: 302 },
      fields: { location: 'http://sea.example/north/a%20b' },
    },
  ],
  'Set custom HTTP code': [{ send: 'POST /tides', body: {}, status: 201, answer: 'made' }],
  'Controlling empty responses': [
    { send: 'GET /tides/void', status: 404 },
    { send: 'DELETE /tides/1', status: 204, answer: '' },
    { send: 'GET /tides/maybe/1', status: 200, answer: 'one' },
    { send: 'GET /tides/maybe/2', status: 404 },
    { send: 'GET /tides/lost/1', status: 200, answer: 'one' },
    { send: 'GET /tides/lost/2', status: 404, answer: 'lost at sea' },
    {
      ...{ send: 'GET /gauges/lost/2', status: 404 },
      answer: { name: 'LostError', message: 'lost at sea' },
    },
    { send: 'GET /tides/null', status: 404 },
  ],
  'Set custom headers': [
    { send: 'GET /tides/header', status: 200, fields: { 'cache-control': 'none' } },
  ],
  'Throw HTTP errors': [
    {
      ...{ send: 'GET /gauges/missing', status: 404 },
      answer: { name: 'NotFoundError', message: 'no such gauge' },
    },
    { send: 'GET /gauges/pump', status: 500, answer: { status: 500, failed: 'aft' } },
  ],
}

export const ANSWERS_APP: ReadmeApp = {
  name: 'what actions answer',
  handlers: [Tides, Gauges],
  cases: Object.entries(CASES).flatMap(([section, cases]) =>
    cases.map((each) => ({ section, ...each })),
  ),
}
