import 'reflect-metadata'

import {
  Body,
  Controller,
  Get,
  HttpCode,
  Module,
  ParseBoolPipe,
  ParseFloatPipe,
  Post,
  Query,
  Sse,
  ValidationPipe,
} from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { from, type Observable } from 'rxjs'

import { reportReady } from '../../../build/bench/harness/server-messages.js'
import { Order } from './order.js'

@Controller()
class Endpoints {
  @Get('query')
  query(@Query('x', ParseFloatPipe) x: number, @Query('flag', ParseBoolPipe) flag: boolean) {
    return { x, flag }
  }

  @Post('order')
  @HttpCode(200)
  order(@Body() order: Order) {
    return { id: order.id, lines: order.lines.length }
  }

  @Post('upload')
  @HttpCode(200)
  upload(@Body() data: Buffer) {
    return { size: data.length }
  }

  @Sse('events')
  events(): Observable<{ data: { n: number } }> {
    return from(events())
  }
}

@Module({ controllers: [Endpoints] })
class App {}

const app = await NestFactory.create<NestFastifyApplication>(App, new FastifyAdapter(), {
  logger: ['error'],
})
app.useGlobalPipes(new ValidationPipe({ transform: true, whitelist: true }))
app.useBodyParser('application/octet-stream', { bodyLimit: 2 * 1024 * 1024 })
await app.listen(0, '127.0.0.1')
reportReady(Number(new URL(await app.getUrl()).port))

async function* events() {
  for (let n = 0; n < 10_000; n += 1) yield { data: { n } }
}
