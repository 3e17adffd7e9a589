import Module from 'node:module'
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'

import { type Resolution, createSyncHook } from './tracking-hooks.js'

/** Tells which modules this process has imported. */
export interface ImportTracker {
  /** Every import since the process began to track, in order. */
  resolutions(): readonly Resolution[]
}

/** What Node has from 22.15 on and its types of version 20 don't know. */
interface SyncHooks {
  registerHooks(hooks: { readonly resolve: ReturnType<typeof createSyncHook> }): unknown
}

/** The compiler's own hooks run in this thread from here on, and the other way is deprecated. */
const FIRST_WITH_SYNC_HOOKS = 26

/**
 * Tracks every import from here on; what is required is in Node's own cache. To be called once a
 * process, after a compiler has registered its hooks, so that what those find is known.
 */
export function trackImports(): ImportTracker {
  const found: Resolution[] = []
  if (hasSyncHooks(Module)) {
    Module.registerHooks({ resolve: createSyncHook((each) => void found.push(each)) })
    return { resolutions: () => found }
  }
  const { port1, port2 } = new MessageChannel()
  const parentURL = import.meta.url
  const transfer = { data: { port: port2 }, transferList: [port2] }
  Module.register('./tracking-hooks.js', { parentURL, ...transfer })
  return {
    resolutions() {
      let received = receiveMessageOnPort(port1)
      while (received !== undefined) {
        // The other side is `tracking-hooks.ts`.
        found.push(received.message as Resolution)
        received = receiveMessageOnPort(port1)
      }
      return found
    },
  }
}

function hasSyncHooks(module: object): module is SyncHooks {
  const major = Number(process.versions.node.split('.')[0])
  return major >= FIRST_WITH_SYNC_HOOKS && 'registerHooks' in module
}
