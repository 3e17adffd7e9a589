import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { mock } from 'node:test'

import { expect } from 'chai'

import { createRequestSignal } from './request-signal.js'

describe('createRequestSignal', () => {
  let shutdown: AbortController
  let res: ServerResponse

  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout'] })
    shutdown = new AbortController()
    res = new ServerResponse(new IncomingMessage(new Socket()))
  })

  afterEach(() => mock.timers.reset())

  it('fires 20 seconds after the beginning of a shutdown', () => {
    const { signal } = createRequestSignal(res, shutdown.signal)
    shutdown.abort()
    mock.timers.tick(19_999)
    expect(signal.aborted).to.equal(false)
    mock.timers.tick(1)
    expect(signal.reason).to.include({ code: 'shutting_down', status: 503 })
  })

  it('fires as late where the shutdown had begun before', () => {
    shutdown.abort()
    const { signal } = createRequestSignal(res, shutdown.signal)
    expect(signal.aborted).to.equal(false)
    mock.timers.tick(20_000)
    expect(signal.aborted).to.equal(true)
  })

  it('fires at once where the answer has begun', () => {
    const { signal } = createRequestSignal(res, shutdown.signal)
    res.writeHead(200).flushHeaders()
    shutdown.abort()
    expect(signal.aborted).to.equal(true)
  })

  it('fires at once where the client has left already', () => {
    res.destroy()
    expect(createRequestSignal(res, undefined).signal.reason).to.include({ code: 'client_gone' })
  })

  it('stays quiet once the answer is over', () => {
    const { signal } = createRequestSignal(res, shutdown.signal)
    Object.defineProperty(res, 'writableFinished', { value: true })
    res.emit('close')
    shutdown.abort()
    mock.timers.tick(60_000)
    expect(signal.aborted).to.equal(false)
  })
})
