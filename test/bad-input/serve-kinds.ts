import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { REPOSITORY } from '../support/repository.js'
import type { KindsMessage, Memory } from './children/serve-kinds.js'

/** Endpoints of many kinds, in a process of their own. */
export interface ServedKinds {
  readonly port: number
  /** Collects what nobody holds, and tells what is left. */
  memory(): Promise<Memory>
  /** Whether the process still runs. */
  isAlive(): boolean
  close(): Promise<void>
}

/** Serves `handlers.ts` in a process of its own, whose memory can be measured. */
export async function serveKinds(): Promise<ServedKinds> {
  const file = join(REPOSITORY, 'build/test/bad-input/children/serve-kinds.js')
  const child = fork(file, { execArgv: ['--expose-gc'] })
  const first = await nextMessage(child)
  if (!('port' in first)) throw new Error('the server did not tell its port')
  return {
    port: first.port,
    async memory() {
      child.send('memory')
      const told = await nextMessage(child)
      if ('port' in told) throw new Error('the server did not tell its memory')
      return told
    },
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

async function nextMessage(child: ChildProcess): Promise<KindsMessage> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('the server has ended: see above')
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  return message as KindsMessage // nothing else is sent
}
