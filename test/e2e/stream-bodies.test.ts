import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'

import { Body, fastapiEndpoint, Signal } from '@portico/sdk'
import { expect } from 'chai'

import { openRawConnection, type RequestParts, toRequestBytes } from '../support/raw-request.js'
import { earlierBodyParser, type Started, startRuntime, WAYS_IN } from '../support/start-runtime.js'

const seen: { error?: unknown; read: number; aborted?: boolean } = { read: 0 }

class Streams {
  @fastapiEndpoint({ method: 'POST', path: '/count', maxBodyBytes: 1_000_000 })
  async count(data: Readable) {
    let size = 0
    for await (const chunk of data as AsyncIterable<Buffer>) size += chunk.length
    return size
  }

  @fastapiEndpoint({ method: 'POST', path: '/web', maxBodyBytes: 1_000_000 })
  async web(@Body() data: ReadableStream<Uint8Array>) {
    let size = 0
    for await (const chunk of data) size += chunk.length
    return size
  }

  @fastapiEndpoint({ method: 'POST', path: '/echo', maxBodyBytes: 10_000_000 })
  echo(@Body({ type: Readable }) data: object) {
    return data
  }

  @fastapiEndpoint({ method: 'POST', path: '/first', maxBodyBytes: 10_000_000 })
  async first(data: Readable) {
    for await (const chunk of data.iterator({ destroyOnReturn: false })) return chunk[0]
    return null
  }

  @fastapiEndpoint({ method: 'POST', path: '/unread', maxBodyBytes: 10_000_000 })
  unread(data: Readable) {
    return data.readableFlowing
  }

  @fastapiEndpoint({ method: 'POST', path: '/slow', maxBodyBytes: 100_000_000 })
  async slow(data: Readable) {
    try {
      for await (const chunk of data as AsyncIterable<Buffer>) {
        seen.read += chunk.length
        await delay(5)
      }
    } catch (error) {
      seen.error = error
    }
  }

  @fastapiEndpoint({ method: 'POST', path: '/late', timeoutMs: 50 })
  async late(data: Readable, @Signal() signal: AbortSignal) {
    try {
      for await (const _chunk of data);
    } catch (error) {
      seen.error = error
      seen.aborted = signal.aborted
      throw error
    }
  }
}

for (const way of WAYS_IN) {
  describe(`bodies as streams (${way})`, () => {
    let started: Started

    before(async () => {
      started = await startRuntime({ handlers: [Streams], way })
    })

    after(() => started.close())

    beforeEach(() => {
      seen.read = 0
      delete seen.error
      delete seen.aborted
    })

    it('give the bytes as they come, of whatever type, and nothing for no body', async () => {
      for (const path of ['/count', '/web']) {
        expect(await (await post(path, Buffer.alloc(300_000))).json()).to.equal(300_000)
        expect(await (await post(path, '')).json()).to.equal(0)
      }
    })

    it('can be answered as they are', async () => {
      const body = Buffer.alloc(2_000_000, 'abc')
      const answer = await post('/echo', body)
      expect(Buffer.from(await answer.arrayBuffer()).equals(body)).to.equal(true)
    })

    it('end past maxBodyBytes with 413', async () => {
      for (const path of ['/count', '/web']) {
        expect((await post(path, Buffer.alloc(1_000_001))).status).to.equal(413)
        const unknown = Readable.from([Buffer.alloc(600_000), Buffer.alloc(600_000)])
        const init = {
          method: 'POST',
          body: Readable.toWeb(unknown),
          duplex: 'half',
        } as RequestInit
        const answer = await fetch(`${started.origin}${path}`, init).catch(() => undefined)
        // A client that still sends may see the connection end before the answer.
        expect(answer?.status ?? 413).to.equal(413)
      }
    })

    it('need not be read for the connection to go on', async () => {
      const connection = openRawConnection(started.port)
      try {
        for (const target of ['/unread', '/first', '/unread', '/first']) {
          connection.socket.write(request({ target, body: 'x'.repeat(50_000) }))
          const answer = await connection.next()
          expect(answer?.status).to.equal(200)
          expect(answer?.header('Connection')).not.to.equal('close')
        }
      } finally {
        connection.socket.destroy()
      }
    })

    it('close the connection where much of them is left', async () => {
      const connection = openRawConnection(started.port)
      connection.socket.write(request({ target: '/first', length: 5_000_000, body: 'x' }))
      expect((await connection.next())?.header('Connection')).to.equal('close')
      connection.socket.destroy()
    })

    it('are read no faster than their reader reads', async () => {
      const connection = openRawConnection(started.port)
      const chunk = Buffer.alloc(1_000_000)
      connection.socket.write(request({ target: '/slow', length: 30_000_000, body: '' }))
      for (let count = 0; count < 30; count += 1) connection.socket.write(chunk)
      while (seen.read === 0) await delay(5)
      await delay(50)
      // The rest waits with the client: what the kernel takes is a few MB.
      expect(connection.socket.writableLength).to.be.above(10_000_000)
      connection.socket.destroy()
      while (seen.error === undefined) await delay(5)
    })

    it('end where the client leaves', async () => {
      const connection = openRawConnection(started.port)
      connection.socket.write(request({ target: '/slow', length: 1_000, body: 'x' }))
      while (seen.read === 0) await delay(5)
      connection.socket.destroy()
      while (seen.error === undefined) await delay(5)
      expect(seen.error).to.be.instanceOf(Error)
    })

    it('end where the time is up', async () => {
      const connection = openRawConnection(started.port)
      connection.socket.write(request({ target: '/late', length: 1_000, body: 'x' }))
      expect((await connection.next())?.status).to.equal(504)
      while (seen.error === undefined) await delay(5)
      expect(seen.aborted).to.equal(true)
      connection.socket.destroy()
    })

    it('ask a client that waits for 100 Continue when they are read', async () => {
      const connection = openRawConnection(started.port)
      const expects = [['Expect', '100-continue']] as const
      connection.socket.write(request({ target: '/count', length: 3, body: '', headers: expects }))
      expect((await connection.next())?.status).to.equal(100)
      connection.socket.write('abc')
      let answer = await connection.next()
      // Node asks as well, where the listener isn't ours.
      while (answer?.status === 100) answer = await connection.next()
      expect(answer?.body).to.equal('3')
      connection.socket.destroy()
    })

    function post(path: string, body: string | Buffer) {
      return fetch(`${started.origin}${path}`, { method: 'POST', body })
    }
  })
}

describe('bodies as streams behind a body parser', () => {
  it('are refused with 500 where nothing of them is left', async () => {
    const before = [earlierBodyParser]
    const started = await startRuntime({ handlers: [Streams], way: 'koa app', before })
    const answer = await fetch(`${started.origin}/count`, { method: 'POST', body: '{}' })
    expect(answer.status).to.equal(500)
    await started.close()
  })
})

function request({
  length,
  body = '',
  headers = [],
  ...parts
}: RequestParts & { length?: number }) {
  const size = ['Content-Length', String(length ?? body.length)] as const
  return toRequestBytes({ method: 'POST', ...parts, body, headers: [...headers, size] })
}
