import type { ControllersOptions, HandlerClass } from '@portico/sdk'
import type { Middleware } from 'koa'

/** A request to an example of routing-controllers' README, and what it says comes back. */
export interface ReadmeCase {
  /** The heading in the README. */
  readonly section: string
  /** Method and path. */
  readonly send: string
  readonly headers?: Readonly<Record<string, string>>
  /** An object goes as JSON. */
  readonly body?: string | FormData | object
  readonly status: number
  /** The whole text, or what the JSON says. */
  readonly answer?: unknown
  /** Fields of the answer, among others. */
  readonly fields?: Readonly<Record<string, string | null>>
}

/** Controllers that are mounted together. */
export interface ReadmeApp {
  readonly name: string
  readonly handlers: readonly HandlerClass[]
  /** Those that routing-controllers knows as well. */
  readonly options?: ControllersOptions
  /** Koa middleware around the controllers. */
  readonly use?: readonly Middleware[]
  /** The same, before the guard. */
  readonly early?: readonly Middleware[]
  readonly cases: readonly ReadmeCase[]
}

/** What an answer calls JSON and text. */
export const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
export const TEXT_TYPE = { 'content-type': 'text/plain; charset=utf-8' }
