import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came. */
export interface RecordedRequest {
  readonly method: string
  readonly url: string
  /** Names in lower case, each with every value sent. */
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly body: string
}

/** A server that keeps what it is asked. */
export interface RecordingServer {
  readonly origin: string
  /** What came so far, oldest first. */
  readonly requests: RecordedRequest[]
  close(): Promise<void>
}

/** Answers a request whose body has arrived. */
export type Respond = (request: RecordedRequest, response: ServerResponse) => void

/** Starts a server on a free port of the loopback interface. Who starts it closes it. */
export async function startRecordingServer(respond: Respond): Promise<RecordingServer> {
  const requests: RecordedRequest[] = []
  const server = createServer((incoming, response) => {
    void record(incoming).then((request) => {
      requests.push(request)
      respond(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens has one
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const { method = '', url = '', headersDistinct } = incoming
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
  const headers = Object.entries(headersDistinct).map(([name, values]) => [name, values ?? []])
  return {
    method,
    url,
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString(),
  }
}
