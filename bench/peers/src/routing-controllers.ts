import 'reflect-metadata'

import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'

import Koa from 'koa'
import {
  Body,
  ContentType,
  Get,
  JsonController,
  Post,
  QueryParam,
  Req,
  useKoaServer,
} from 'routing-controllers'

import { reportReady } from '../../../build/bench/harness/server-messages.js'
import { Order } from './order.js'

@JsonController()
class Endpoints {
  @Get('/query')
  query(
    @QueryParam('x', { required: true }) x: number,
    @QueryParam('flag', { required: true }) flag: boolean,
  ) {
    return { x, flag }
  }

  @Post('/order')
  order(@Body() order: Order) {
    return { id: order.id, lines: order.lines.length }
  }

  @Post('/upload')
  async upload(@Req() { req }: { req: IncomingMessage }) {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    return { size: Buffer.concat(chunks).length }
  }

  @Get('/events')
  @ContentType('text/event-stream')
  events() {
    return Readable.from(events())
  }
}

const app = new Koa()
useKoaServer(app, { controllers: [Endpoints], validation: { whitelist: true } })
const server = app.listen(0, '127.0.0.1', () => {
  reportReady((server.address() as AddressInfo).port)
})

async function* events() {
  for (let n = 0; n < 10_000; n += 1) yield `data: ${JSON.stringify({ n })}\n\n`
}
