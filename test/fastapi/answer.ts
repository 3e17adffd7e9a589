import { request } from 'node:http'

import type { Case } from './case.js'

/** What of an answer is recorded and compared. */
export interface Answer {
  readonly status: number
  /** Parsed where it is JSON, `null` where there is none. */
  readonly body: unknown
  readonly allow?: string
  /** Path and query: origins differ. */
  readonly location?: string
}

/** Sends a case as it stands in the table to the server at `port`. */
export function answerOf({ method, path, headers, body }: Case, port: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { ...headers },
      agent: false,
    })
    sent.once('error', reject)
    sent.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const { statusCode: status = 0 } = response
        const { allow, location } = response.headers
        resolve({
          status,
          body: parse(Buffer.concat(chunks).toString()),
          ...(allow === undefined ? {} : { allow }),
          ...(location === undefined ? {} : { location: withoutOrigin(location) }),
        })
      })
    })
    sent.end(body)
  })
}

function parse(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function withoutOrigin(location: string): string {
  const { pathname, search } = new URL(location, 'http://localhost')
  return pathname + search
}
