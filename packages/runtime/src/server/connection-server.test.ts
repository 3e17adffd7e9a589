import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'

import { expect } from 'chai'

import { type ConnectionServer, createConnectionServer } from './connection-server.js'

describe('a server without a port', () => {
  let front: Server
  let server: ConnectionServer
  let calls: string[]
  let held: Promise<ServerResponse>

  beforeEach(async () => {
    calls = []
    held = new Promise((resolve) => {
      server = createConnectionServer((req, res) => {
        calls.push(req.url ?? '')
        if (req.url === '/held') resolve(res)
        else res.end('answer')
      })
    })
    front = createServer((socket) => server.accept(socket)).listen(0, '127.0.0.1')
    await once(front, 'listening')
  })

  afterEach(() => front.close())

  const open = (): Socket => {
    const address = front.address() as AddressInfo
    return connect(address.port, '127.0.0.1')
  }
  const request = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`

  it('answers one request a connection, and closes it', async () => {
    const socket = open()
    socket.write(request('/first') + request('/second'))
    const answer = await text(socket)
    expect(answer.match(/HTTP\/1\.1 200/g)).to.have.lengthOf(1)
    expect(answer).to.contain('Connection: close')
    expect(calls).to.deep.equal(['/first'])
  })

  it('waits at close for the answer that is missing', async () => {
    const socket = open()
    socket.write(request('/held'))
    const response = await held
    let closed = false
    const closing = server.close().then(() => {
      closed = true
    })
    await new Promise(setImmediate)
    expect(closed).to.equal(false)
    response.end('late')
    expect(await text(socket)).to.contain('late')
    await closing
  })

  it('cuts at close a connection that no request came on', async () => {
    const socket = open()
    await once(front, 'connection')
    const over = once(socket, 'close')
    socket.on('error', () => undefined)
    await server.close()
    await over
    expect(calls).to.deep.equal([])
  })

  it('cuts at close an answer that has begun and does not end', async () => {
    const socket = open()
    socket.write(request('/held'))
    const response = await held
    response.write('begun')
    await once(socket, 'data')
    socket.on('error', () => undefined)
    await server.close()
  })
})
