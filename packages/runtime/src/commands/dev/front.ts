import { type ServerResponse, createServer as createHttpServer } from 'node:http'
import { type Server, type Socket, createServer } from 'node:net'

import type { ListeningAddress } from '../../server/http-server.js'

/** Takes the connections of an app. */
export interface ConnectionTaker {
  accept(socket: Socket): void
}

/** The port, which stays open whatever becomes of the app behind it. */
export class Front {
  readonly #server: Server
  readonly #answering = createHttpServer((_, response) => explain(response))
  readonly #waiting = new Set<Socket>()
  #app: ConnectionTaker | 'awaited' | 'missing' = 'awaited'

  private constructor() {
    // Nothing is read here: it is the app's.
    this.#server = createServer({ pauseOnConnect: true }, (socket) => this.#take(socket))
  }

  /** Listens. Rejects with Node's own error where it can't. */
  static async open({ host, port }: ListeningAddress): Promise<Front> {
    const front = new Front()
    await new Promise<void>((resolve, reject) => {
      front.#server.once('error', reject).listen(port, host, resolve)
    })
    return front
  }

  get port(): number {
    const address = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  /** Gives this app every connection from here on, and those that have waited. */
  serve(app: ConnectionTaker): void {
    this.#app = app
    this.#release((socket) => app.accept(socket))
  }

  /** Lets connections wait for an app that is being loaded. */
  await(): void {
    this.#app = 'awaited'
  }

  /** Answers that there is no app. */
  explain(): void {
    this.#app = 'missing'
    this.#release((socket) => this.#answer(socket))
  }

  /** Accepts nothing more. */
  close(): void {
    this.#server.close()
    this.#release((socket) => socket.destroy())
    this.#answering.closeAllConnections()
  }

  #take(socket: Socket): void {
    socket.on('error', () => socket.destroy())
    if (this.#app === 'missing') this.#answer(socket)
    else if (this.#app === 'awaited') this.#waiting.add(socket)
    else this.#app.accept(socket)
  }

  #release(take: (socket: Socket) => void): void {
    for (const socket of this.#waiting) take(socket)
    this.#waiting.clear()
  }

  #answer(socket: Socket): void {
    this.#answering.emit('connection', socket)
    socket.resume()
  }
}

/** A 503 that says where to look: what is wrong is for the terminal only. */
function explain(response: ServerResponse): void {
  response.writeHead(503, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': '1',
    Connection: 'close',
  })
  response.end('The app does not run: see the terminal of runtime dev for the reason.\n')
}
