import { createServer } from 'node:http'

import Koa from 'koa'
import { getMetadataArgsStorage, useKoaServer } from 'routing-controllers'

import type { ReadmeApp } from './readme-case.js'

/** An app that routing-controllers itself serves. */
export interface Theirs {
  readonly origin: string
  close(): Promise<void>
}

/** Serves an app on routing-controllers' own Koa driver; close it afterwards. */
export async function startTheirs(app: ReadmeApp): Promise<Theirs> {
  const koa = new Koa()
  koa.silent = true
  for (const each of [...(app.early ?? []), ...(app.use ?? [])]) koa.use(each)
  // An empty list would mean all of the process.
  const { middlewares = [class {}], interceptors = [class {}], ...options } = app.options ?? {}
  onCopiedParameters(() => {
    useKoaServer(koa, {
      ...options,
      controllers: [...app.handlers],
      middlewares: [...middlewares],
      interceptors: [...interceptors],
      development: false,
    })
  })
  const server = createServer(koa.callback())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** `defaults.paramOptions` is written into the process's records, where the next app finds it. */
function onCopiedParameters(build: () => void): void {
  const storage = getMetadataArgsStorage()
  const { params } = storage
  storage.params = params.map((param) => ({ ...param }))
  build()
  storage.params = params
}
