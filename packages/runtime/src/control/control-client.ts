import { request } from 'node:http'

import type { ServedEndpoint, ServerStatus } from './controlled-server.js'

/** Speaks to one running server through its control socket. */
export interface ControlClient {
  readonly pid: number
  status(): Promise<ServerStatus>
  /** `undefined` where no endpoint would answer. */
  endpointAt(method: string, path: string): Promise<ServedEndpoint | undefined>
  /** Resolves once the server has begun to stop. */
  stop(): Promise<void>
}

/** A server that doesn't answer within this time counts as gone. */
const ANSWER_TIMEOUT_MS = 5_000

/** Makes a client of a control socket; nothing is sent yet. */
export function connectControl(socket: {
  readonly path: string
  readonly pid: number
}): ControlClient {
  const { path, pid } = socket
  return {
    pid,
    async status() {
      const { body } = await ask(path, 'GET', '/status')
      // The other side is this very program: `open-control-socket.ts` writes a ServerStatus here.
      return JSON.parse(body) as ServerStatus
    },
    async endpointAt(method, requestPath) {
      const search = new URLSearchParams({ method, path: requestPath })
      const { status, body } = await ask(path, 'GET', `/endpoint?${search}`)
      // As above: a ServedEndpoint wherever the status is 200.
      return status === 200 ? (JSON.parse(body) as ServedEndpoint) : undefined
    },
    async stop() {
      await ask(path, 'POST', '/stop')
    },
  }
}

function ask(
  socketPath: string,
  method: string,
  path: string,
): Promise<{ readonly status: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path, timeout: ANSWER_TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    asked.on('timeout', () => asked.destroy(new Error('the server does not answer')))
    asked.on('error', reject)
    asked.end()
  })
}
