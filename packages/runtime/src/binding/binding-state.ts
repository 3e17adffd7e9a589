import type { Exchange } from '../server/exchange.js'
import { parseCookies, parseQuery, type TextValues } from './query-text.js'
import { type SentForm, textForm } from './sent-form.js'
import { type Location, type Problem, toDetail, type ValidationDetail } from './validation-error.js'

const NOTHING: SentForm = textForm(new Map())

/** The arguments of one request while they are being bound. */
export class BindingState {
  readonly exchange: Exchange
  readonly args: unknown[]
  readonly details: ValidationDetail[] = []
  /** The form, once it has been read. */
  form: SentForm = NOTHING
  #query: TextValues | undefined
  #cookies: TextValues | undefined

  constructor(exchange: Exchange, count: number) {
    this.exchange = exchange
    this.args = Array<unknown>(count).fill(undefined)
  }

  /** Parsed on first use. */
  get query(): TextValues {
    return (this.#query ??= parseQuery(this.exchange.search))
  }

  /** Parsed on first use. */
  get cookies(): TextValues {
    return (this.#cookies ??= parseCookies(this.exchange.headers.values('cookie')))
  }

  /** Adds a failure. */
  refuse(problem: Problem, loc: Location, input: unknown): void {
    this.details.push(toDetail(problem, loc, input))
  }
}
