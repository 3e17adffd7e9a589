import { WebError } from './web-error.js'

/** A class was declared in a way that can't be served. Its message says what to write instead. */
export class InvalidEndpointError extends WebError {
  readonly code = 'invalid_endpoint'
  readonly status = 500
}
