import type { AnswerHeaders } from './answer.js'

/** What a user's mapper makes of an error: words, or a body of its own. */
export type MappedFacts = MappedDetail | MappedBody

interface MappedDetail {
  readonly kind: 'detail'
  readonly status: number
  readonly headers: AnswerHeaders
  readonly code: string
  readonly detail: string
}

interface MappedBody {
  readonly kind: 'body'
  readonly status: number
  readonly headers: AnswerHeaders
  /** `undefined` sends none. */
  readonly body: string | Uint8Array | undefined
}

/** Asks users' mappers; `undefined` where none is for the error. Throws where one fails. */
export type ErrorMapping = (
  error: unknown,
  request: { readonly method: string; readonly path: string; readonly requestId: string },
) => MappedFacts | undefined
