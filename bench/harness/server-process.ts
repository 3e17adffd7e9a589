import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { onCore } from './cores.js'
import type { ServerMessage } from './server-messages.js'

/** A server under measurement, in a process of its own. */
export interface ServerProcess {
  readonly origin: string
  /** What the server said of itself when it was ready, such as a token to call it with. */
  readonly facts: Readonly<Record<string, string>>
  /** Processor time that the process has used so far, user and system, in microseconds. */
  cpuMicros(): Promise<number>
  stop(): Promise<void>
}

/** Starts `bench/servers/NAME.ts` on its own core and resolves when it listens. */
export function startServer(name: string): Promise<ServerProcess> {
  return startProgram(fileURLToPath(new URL(`../servers/${name}.js`, import.meta.url)))
}

/** As {@link startServer}, for any compiled file that calls `reportReady`. */
export async function startProgram(file: string): Promise<ServerProcess> {
  const [command, ...args] = onCore('server', [process.execPath, file])
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ready = await nextMessage(child, 'ready')

  return {
    origin: `http://127.0.0.1:${ready.port}`,
    facts: ready.facts,
    async cpuMicros() {
      child.send('usage')
      return (await nextMessage(child, 'usage')).cpuMicros
    },
    async stop() {
      child.kill()
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

type Message<Kind> = Extract<ServerMessage, { readonly kind: Kind }>

function nextMessage<Kind extends ServerMessage['kind']>(
  child: ChildProcess,
  kind: Kind,
): Promise<Message<Kind>> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`The server ended with ${code}`))
    const onMessage = (message: ServerMessage) => {
      if (!isOfKind(message, kind)) return
      child.off('message', onMessage).off('exit', onExit)
      resolve(message)
    }
    child.on('message', onMessage).on('exit', onExit)
  })
}

function isOfKind<Kind extends ServerMessage['kind']>(
  message: ServerMessage,
  kind: Kind,
): message is Message<Kind> {
  return message.kind === kind
}
