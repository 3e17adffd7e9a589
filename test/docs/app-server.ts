import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { REPOSITORY } from '../support/repository.js'
import type { Background } from './background.js'

/** What the process of the apps is asked. */
export type AppRequest =
  | {
      readonly kind: 'serve'
      readonly id: number
      readonly file: string
      readonly store: string
      readonly port: number
    }
  | { readonly kind: 'stop'; readonly id: number; readonly served: number }

/** What it answers. */
export interface AppAnswer {
  readonly id: number
  readonly refusal: string | null
}

/** How an app is served. */
export interface ServeOptions {
  /** Defaults to a database in memory. */
  readonly store?: string
  /** Defaults to a free one. */
  readonly port?: number
}

/** One process that loads and serves apps by the real loader: a process each costs a second. */
export interface AppServer {
  /** Serves a file. Rejects with the loader's words where it is refused. */
  serve(file: string, options?: ServeOptions): Promise<Background>
  close(): void
}

const CHILD = join(REPOSITORY, 'build/test/docs/children/serve-apps.js')

/** Starts the process. Who starts it closes it. */
export function startAppServer(folder: string): AppServer {
  const child = fork(CHILD, { cwd: folder })
  child.setMaxListeners(0)
  let requests = 0

  async function ask(request: AppRequest): Promise<void> {
    child.send(request)
    for (;;) {
      // `once` gives the arguments of the event: the message comes first.
      const [answer] = (await once(child, 'message')) as [AppAnswer]
      if (answer.id !== request.id) continue
      if (answer.refusal !== null) throw new Error(answer.refusal)
      return
    }
  }

  return {
    async serve(file, { store = 'sqlite::memory:', port = 0 } = {}) {
      const id = (requests += 1)
      await ask({ kind: 'serve', id, file, store, port })
      return {
        output: () => '',
        ended: () => undefined,
        stop: () => ask({ kind: 'stop', id: (requests += 1), served: id }),
      }
    },
    close: () => child.disconnect(),
  }
}
