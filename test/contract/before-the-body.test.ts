import { Body, fastapiEndpoint, UploadedFile } from '@portico/sdk'
import { expect } from 'chai'
import type { Middleware } from 'koa'

import {
  type RawConnection,
  openRawConnection,
  rawRequest,
  toRequestBytes,
} from '../support/raw-request.js'
import { type Started, WAYS_IN, type WayIn, startRuntime } from '../support/start-runtime.js'
import { type Surroundings, SURROUNDINGS, surroundedBy } from '../support/surroundings.js'

const ran = { middleware: 0, handler: 0 }

class Upload {
  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/private', maxBodyBytes: 99 })
  private(@Body({ validate: false }) body: object) {
    ran.handler += 1
    return body
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'PUT', path: '/private' })
  file(@UploadedFile('file', { storage: 'disk', required: false }) file: unknown) {
    ran.handler += 1
    return file
  }

  @fastapiEndpoint({ requiresProxyAuth: true, method: 'POST', path: '/unread' })
  unread() {
    ran.handler += 1
    return 'unread'
  }
}

const countRuns: Middleware = (_ctx, next) => {
  ran.middleware += 1
  return next()
}

/** Ways in, and what stands around the route. */
const SETUPS = WAYS_IN.flatMap((way) => SURROUNDINGS.map((around) => ({ way, around })))

for (const { way, around } of SETUPS) {
  describe(`A refused request through ${way}, with ${around} around it,`, () => {
    let started: Started
    let connection: RawConnection

    before(async () => {
      started = await start(way, around)
    })

    beforeEach(() => {
      Object.assign(ran, { middleware: 0, handler: 0 })
      connection = openRawConnection(started.port)
    })

    afterEach(() => connection.socket.destroy())
    after(() => started.close())

    it('runs neither user middleware nor handler, and closes the connection', async () => {
      const refused = [
        { method: 'POST', headers: [['Content-Length', '2']] as const, body: '{}' },
        { method: 'POST', headers: [['Transfer-Encoding', 'chunked']] as const, body: '0\r\n\r\n' },
        { method: 'DELETE', headers: [['Content-Length', '2']] as const, body: '{}' },
        {
          method: 'PUT',
          headers: [MULTIPART, ['Content-Length', '7']] as const,
          body: '--X--\r\n',
        },
      ]
      for (const parts of refused) {
        const bytes = toRequestBytes({ target: '/private', ...parts })
        const { answer, closed } = await rawRequest(started.port, bytes)
        expect(answer?.status).to.equal(401)
        expect(answer?.header('Connection')).to.equal('close')
        expect(closed).to.equal(true)
      }
      expect(ran).to.deep.equal({ middleware: 0, handler: 0 })
    })

    it('keeps the connection where there is no body', async () => {
      const bytes = toRequestBytes({ method: 'POST', target: '/private' })
      connection.socket.write(bytes)
      expect((await connection.next())?.status).to.equal(401)
      connection.socket.write(bytes)
      expect((await connection.next())?.status).to.equal(401)
    })

    it('is answered though the client never finishes sending, and the socket is ended', async () => {
      for (const field of [['Content-Length', '1000000'] as const, CHUNKED]) {
        const unfinished = openRawConnection(started.port)
        const parts = {
          method: 'POST',
          target: '/private',
          headers: [field],
          body: '5\r\nhello\r\n',
        }
        unfinished.socket.write(toRequestBytes(parts))
        expect((await unfinished.next())?.status).to.equal(401)
        await unfinished.closed()
        unfinished.socket.destroy()
      }
      expect(ran.handler).to.equal(0)
    })

    it('is answered though the client sends without end, of which little is read', async () => {
      const parts = { method: 'POST', target: '/private', headers: [CHUNKED] }
      connection.socket.write(toRequestBytes(parts))
      const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`
      const pump = setInterval(() => connection.socket.write(chunk), 1)
      try {
        expect((await connection.next())?.status).to.equal(401)
        await connection.closed()
      } finally {
        clearInterval(pump)
      }
      // What the kernel buffers is not read by anybody; without a limit this would be many times more.
      expect(connection.socket.bytesWritten).to.be.lessThan(32 * 1024 * 1024)
    })
  })
}

describe('A client that waits for 100 Continue', () => {
  const EXPECT = ['Expect', '100-continue'] as const

  for (const around of SURROUNDINGS) {
    describe(`at a route with ${around} around it`, () => {
      let started: Started
      let connection: RawConnection

      before(async () => {
        started = await start('own listener', around)
      })

      beforeEach(() => {
        connection = openRawConnection(started.port)
      })

      afterEach(() => connection.socket.destroy())
      after(() => started.close())

      it('is not told to go on before it is admitted', async () => {
        const headers = [EXPECT, ['Content-Length', '12'] as const]
        connection.socket.write(toRequestBytes({ method: 'POST', target: '/private', headers }))
        const answer = await connection.next()
        expect(answer?.status).to.equal(401)
        expect(answer?.header('Connection')).to.equal('close')
        await connection.closed()
        expect(connection.received()).to.equal('')
      })

      it('is not told to go on where nothing is at the path', async () => {
        const headers = [EXPECT, ['Content-Length', '12'] as const]
        connection.socket.write(toRequestBytes({ method: 'POST', target: '/nothing', headers }))
        expect((await connection.next())?.status).to.equal(404)
      })

      it('is told once it is admitted, and then its body is read', async () => {
        const token = Object.entries(await started.token())
        const body = '{"name":"a"}'
        const headers = [EXPECT, ['Content-Type', 'application/json'] as const, ...token]
        const all = [...headers, ['Content-Length', String(body.length)] as const]
        connection.socket.write(
          toRequestBytes({ method: 'POST', target: '/private', headers: all }),
        )
        expect((await connection.next())?.status).to.equal(100)
        connection.socket.write(body)
        const answer = await connection.next()
        expect(answer?.status).to.equal(200)
        expect(answer?.body).to.equal(body)
      })

      it('gets a final answer at once where its body is too large or not wanted', async () => {
        const token = Object.entries(await started.token())
        const headers = [EXPECT, ['Content-Type', 'application/json'] as const, ...token]
        const all = [...headers, ['Content-Length', '100'] as const]
        connection.socket.write(
          toRequestBytes({ method: 'POST', target: '/private', headers: all }),
        )
        expect((await connection.next())?.status).to.equal(413)
        await connection.closed()

        const { answer } = await rawRequest(
          started.port,
          toRequestBytes({ method: 'POST', target: '/unread', headers: all }),
        )
        expect(answer?.status).to.equal(200)
        expect(answer?.header('Connection')).to.equal('close')
      })

      it('is refused like anybody else where it expects something unknown', async () => {
        const headers = [['Expect', 'the-moon'] as const]
        const bytes = toRequestBytes({ method: 'POST', target: '/private', headers })
        const { answer } = await rawRequest(started.port, bytes)
        expect(answer?.status).to.equal(401)
      })
    })
  }

  it('is told to go on where a body parser of the user’s reads the body', async () => {
    const started = await startRuntime({
      handlers: [Upload],
      use: [
        async (ctx) => {
          const chunks: string[] = []
          for await (const chunk of ctx.req) chunks.push(String(chunk))
          ctx.body = chunks.join('')
        },
      ],
    })
    const connection = openRawConnection(started.port)
    const token = Object.entries(await started.token())
    const headers = [EXPECT, ...token, ['Content-Length', '5'] as const]
    try {
      connection.socket.write(toRequestBytes({ method: 'POST', target: '/unread', headers }))
      expect((await connection.next())?.status).to.equal(100)
      connection.socket.write('hello')
      expect((await connection.next())?.body).to.equal('hello')
    } finally {
      connection.socket.destroy()
      await started.close()
    }
  })
})

const MULTIPART = ['Content-Type', 'multipart/form-data; boundary=X'] as const

const CHUNKED = ['Transfer-Encoding', 'chunked'] as const

function start(way: WayIn, around: Surroundings): Promise<Started> {
  const use = surroundedBy(around, [countRuns])
  return startRuntime({ handlers: [Upload], way, use })
}
