import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { assertBoolean } from './assert-options.js'

/** What those who will call an endpoint are told of it. */
export interface DescriptionOptions {
  /** Whether the API description that `runtime openapi` prints has the endpoint. Defaults to `false`. */
  readonly docs?: boolean
  /** What the endpoint does, in a few words. Defaults to the method's name, in words. */
  readonly summary?: string
  /** Groups under which the endpoint is described. Defaults to none. */
  readonly tags?: readonly string[]
}

/** @throws InvalidEndpointError where the description can't be printed. */
export function assertDescription({ docs, summary, tags }: DescriptionOptions): void {
  assertBoolean('docs', docs)
  if (summary !== undefined && !isText(summary)) {
    throw new InvalidEndpointError("summary must be a text, such as 'Says hello'")
  }
  if (tags !== undefined && !(Array.isArray(tags) && tags.every(isText))) {
    throw new InvalidEndpointError("tags must be an array of texts: write tags: ['orders']")
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== ''
}
