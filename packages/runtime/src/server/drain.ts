import type { IncomingMessage } from 'node:http'

import { closeBody } from './open-body.js'
import { awaitsContinue, withholdContinue } from './read-body.js'

const MAX_DISCARDED_BYTES = 64 * 1024
const MAX_DRAIN_MS = 500

/**
 * Discards what is left of a request body, at most 64 KiB of it or for 500 ms: long enough for a
 * client that is still sending to read its answer, before the socket is ended under it.
 */
export function drain(req: IncomingMessage): Promise<void> {
  withholdContinue(req)
  closeBody(req)
  return new Promise((resolve) => {
    let discarded = 0
    const done = (): void => {
      clearTimeout(timer)
      req.off('data', onData).off('end', done).off('close', done).off('error', done)
      resolve()
    }
    const onData = (chunk: Buffer): void => {
      discarded += chunk.length
      if (discarded >= MAX_DISCARDED_BYTES) done()
    }
    const timer = setTimeout(done, MAX_DRAIN_MS)
    if (req.readableEnded || req.destroyed) return done()
    req.on('data', onData).on('end', done).on('close', done).on('error', done)
    req.resume()
  })
}

/** Whether some of the body was not read when the answer is ready. */
export function hasUnreadBody(req: IncomingMessage): boolean {
  return hasBody(req) && !req.readableEnded
}

/** Whether a short body may be left to Node, which discards it and keeps the connection. */
export function isSmallBody(req: IncomingMessage): boolean {
  return Number(req.headers['content-length']) <= MAX_DISCARDED_BYTES && !awaitsContinue(req)
}

function hasBody({ headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return true
  return headers['content-length'] !== undefined && headers['content-length'] !== '0'
}
