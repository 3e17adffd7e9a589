/** Stable codes of the errors that the server itself answers with. */
export type RequestErrorCode =
  | 'bad_request'
  | 'not_found'
  | 'method_not_allowed'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'timeout'
  | 'overloaded'
  | 'shutting_down'
  | 'client_gone'

const STATUS: Readonly<Record<RequestErrorCode, number>> = {
  bad_request: 400,
  not_found: 404,
  method_not_allowed: 405,
  body_too_large: 413,
  unsupported_media_type: 415,
  timeout: 504,
  overloaded: 503,
  shutting_down: 503,
  // Nobody is left to read it.
  client_gone: 499,
}

/** The server turns a request down for what it is, whoever sent it. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly code: RequestErrorCode
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: RequestErrorCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.code = code
    this.status = STATUS[code]
    this.headers = headers
  }
}
