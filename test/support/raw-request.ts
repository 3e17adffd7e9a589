import { connect, type Socket } from 'node:net'

import { type RawAnswer, readAnswer } from './raw-answer.js'

export type { RawAnswer } from './raw-answer.js'

/** Nothing that is waited for here takes long, so this only ends a test that would hang. */
const GIVE_UP_MS = 8_000

/** What came back for exactly these bytes. */
export interface RawResult {
  /** `undefined` where the server closed the connection without one. */
  readonly answer: RawAnswer | undefined
  /** Whether the server ended the connection after the answer. */
  readonly closed: boolean
}

/** A connection over which exactly these bytes go. */
export interface RawConnection {
  readonly socket: Socket
  /** Everything received so far, as latin1. */
  received(): string
  /**
   * Resolves to the next answer, or to `undefined` once the server has closed without one.
   *
   * @param method of the request, since the answer to a `HEAD` has no body.
   */
  next(method?: string): Promise<RawAnswer | undefined>
  /** Resolves once the server has ended the connection. */
  closed(): Promise<void>
}

/** Opens a connection to a port of the loopback interface. */
export function openRawConnection(port: number): RawConnection {
  const socket = connect({ port, host: '127.0.0.1' })
  const state = { buffer: '', ended: false }
  const end = (): void => {
    state.ended = true
    socket.emit('progress')
  }
  socket.setNoDelay(true).setTimeout(GIVE_UP_MS)
  socket.on('data', (chunk) => {
    state.buffer += chunk.toString('latin1')
    socket.emit('progress')
  })
  socket.on('end', end).on('close', end).on('error', end)
  socket.on('timeout', () => socket.destroy(new Error('the server neither answered nor closed')))

  return {
    socket,
    received: () => state.buffer,
    async next(method = 'GET') {
      for (;;) {
        const read = readAnswer(state.buffer, method, state.ended)
        if (read !== undefined) {
          state.buffer = state.buffer.slice(read.length)
          return read.answer
        }
        if (state.ended) return undefined
        await progress(socket)
      }
    },
    async closed() {
      while (!state.ended) await progress(socket)
    },
  }
}

function progress(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('progress', () => resolve()))
}

/** Sends `bytes` over a connection of their own, and resolves to the first answer to them. */
export async function rawRequest(port: number, bytes: string | Buffer): Promise<RawResult> {
  const connection = openRawConnection(port)
  const { socket } = connection
  const sent = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
  socket.write(sent)
  try {
    const answer = await connection.next(
      sent.toString('latin1', 0, 5).startsWith('HEAD ') ? 'HEAD' : 'GET',
    )
    const closes = answer === undefined || answer.header('connection') === 'close'
    if (closes) await connection.closed()
    return { answer, closed: closes }
  } finally {
    socket.destroy()
  }
}

/** Parts of a request that most tests leave as they are. */
export interface RequestParts {
  readonly method?: string
  readonly target?: string
  readonly version?: '1.0' | '1.1'
  /** Sent as they are, in order. `Host` is added where there is none and `host` isn't `undefined`. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  /** Value of `Host`; `null` sends none. */
  readonly host?: string | null
  /** Sent as it is: the headers have to tell its length. */
  readonly body?: string
}

/** Writes a request as it goes over the wire. */
export function toRequestBytes(parts: RequestParts): string {
  const { method = 'GET', target = '/', version = '1.1', headers = [], body = '' } = parts
  const { host = 'localhost' } = parts
  const all = host === null ? headers : [['Host', host] as const, ...headers]
  const fields = all.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `${method} ${target} HTTP/${version}\r\n${fields}\r\n${body}`
}
