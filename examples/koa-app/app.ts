import { fileURLToPath } from 'node:url'

import Router from '@koa/router'
import { createRuntime, type RuntimeOptions } from '@portico/runtime'
import { fastapiEndpoint } from '@portico/sdk'
import Koa from 'koa'

/** What is added to the application: a protected endpoint. */
export class Reports {
  @fastapiEndpoint({ requiresProxyAuth: true })
  report() {
    return { visitors: 12 }
  }
}

/** A Koa application with routes of its own, and our endpoints beside them. */
export async function createApp(options: RuntimeOptions = {}) {
  const router = new Router()
  router.get('/', (ctx) => {
    ctx.body = 'a page of the application'
  })

  const runtime = await createRuntime({ handlers: [Reports], ...options })
  const app = new Koa()
  app.use(runtime.middleware())
  app.use(router.routes())
  return { app, runtime }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { app } = await createApp()
  app.listen(8080, '127.0.0.1')
}
