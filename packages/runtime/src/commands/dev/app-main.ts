/*
 * The program of a process that holds an app for `runtime dev`: started before there is something to
 * load, it has everything but the app when a file is saved.
 */
import type { Socket } from 'node:net'

import { outliveReaders } from '../outlive-readers.js'
import { AppHost } from './app-host.js'
import type { FromApp, ToApp } from './messages.js'
import { toProblem } from './to-problem.js'
import { watchParent } from './watch-parent.js'

/** How long the app has to finish once the process with the port is gone. */
const ORPHAN_MS = 2_000

outliveReaders()
watchParent()
const host = new AppHost(tell)

process.on('message', (message, socket) => {
  // The other side is `app-process.ts`.
  receive(message as ToApp, socket as Socket | undefined)
})

// A Ctrl-C reaches the whole group; the process with the port says when to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

process.once('disconnect', leaveSoon)
// It may have gone while this file was loaded.
if (!process.connected) leaveSoon()

process.on('uncaughtException', (error) => {
  // The app has a way of its own with such errors.
  if (process.listenerCount('uncaughtException') > 1) return
  tell({ kind: 'crashed', problem: toProblem(error, 'the app threw where nobody caught it') })
  process.exit(1)
})

function receive(message: ToApp, socket: Socket | undefined): void {
  switch (message.kind) {
    case 'prepare':
      return host.prepare(message.preparation)
    case 'load':
      return host.load(message.settings)
    case 'connection':
      return socket === undefined ? undefined : host.accept(socket)
    case 'find-endpoint':
      return tell({ kind: 'endpoint', id: message.id, endpoint: host.findEndpoint(message) })
    case 'close':
      return leave()
  }
}

function leaveSoon(): void {
  setTimeout(() => process.exit(1), ORPHAN_MS)
  leave()
}

function leave(): void {
  host.close().then(
    () => {
      tell({ kind: 'closed' })
      process.exit(0)
    },
    () => process.exit(1),
  )
}

function tell(message: FromApp): void {
  if (process.connected) process.send?.(message)
}
