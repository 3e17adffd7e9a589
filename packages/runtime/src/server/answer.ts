import type { Readable } from 'node:stream'

/** Header fields of an answer, names in their usual spelling. */
export type AnswerHeaders = Readonly<Record<string, string | readonly string[]>>

/** What a route answers, before anything is written. */
export interface Answer {
  readonly kind: 'answer'
  readonly status: number
  readonly headers: AnswerHeaders
  /** `undefined` sends no body. */
  readonly body: string | Uint8Array | Readable | undefined
}

/** The handler has put its answer on Koa's `ctx` itself. */
export interface KoaAnswer {
  readonly kind: 'koa'
}

/** What a handler comes to. */
export type Outcome = Answer | KoaAnswer
