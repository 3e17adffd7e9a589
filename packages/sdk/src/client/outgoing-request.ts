/** What a request asks of fetch besides address, method, header fields and body. */
type RequestSettings = Omit<RequestInit, 'body' | 'headers' | 'method' | 'redirect' | 'signal'>

/** A request that may be sent more than once: again after a wait, or to where a redirect leads. */
export interface OutgoingRequest {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body: NonNullable<RequestInit['body']> | undefined
  readonly redirect: NonNullable<RequestInit['redirect']>
  readonly signal: AbortSignal | undefined
  readonly settings: RequestSettings
  /** Held for as long as this is: in Node, the signal of a `Request` that is gone tells nothing. */
  readonly asked: Request | undefined
}

const SETTINGS = [
  'cache',
  'credentials',
  'integrity',
  'keepalive',
  'mode',
  'referrer',
  'referrerPolicy',
]

/**
 * Reads what was handed to fetch. The body of a `Request` object is held in memory from here on, so
 * that it can be sent again; one that is to be streamed comes in `init`.
 */
export async function toOutgoingRequest(
  input: string | URL | Request,
  init: RequestInit = {},
): Promise<OutgoingRequest> {
  const asked = isRequest(input) ? input : undefined
  const { body, headers, method, redirect, signal, ...settings } = init
  const givenHeaders = headers ?? asked?.headers
  const givenMethod = method ?? asked?.method
  // Resolves a relative address and checks method and header fields, as fetch does.
  const checked = new Request(asked?.url ?? String(input), {
    ...(givenHeaders === undefined ? {} : { headers: givenHeaders }),
    ...(givenMethod === undefined ? {} : { method: givenMethod }),
  })
  return {
    url: new URL(checked.url),
    method: checked.method,
    headers: checked.headers,
    body: body ?? (await bodyOf(asked)),
    redirect: redirect ?? asked?.redirect ?? 'follow',
    signal: signal ?? asked?.signal,
    settings: { ...(asked && settingsOf(asked)), ...settings },
    asked,
  }
}

/** Whether the body can be sent again: a stream is gone once it was read. */
export function isReplayable({ body }: OutgoingRequest): boolean {
  return (
    body === undefined ||
    typeof body === 'string' ||
    body instanceof ArrayBuffer ||
    ArrayBuffer.isView(body) ||
    body instanceof Blob ||
    body instanceof FormData ||
    body instanceof URLSearchParams
  )
}

function isRequest(input: string | URL | Request): input is Request {
  return typeof input === 'object' && 'url' in input
}

async function bodyOf(request: Request | undefined): Promise<ArrayBuffer | undefined> {
  if (request === undefined || request.method === 'GET' || request.method === 'HEAD')
    return undefined
  const bytes = await request.arrayBuffer()
  return bytes.byteLength === 0 ? undefined : bytes
}

/** What a platform's requests don't have, its fetch may not take either. */
function settingsOf(request: Request): RequestSettings {
  const values = SETTINGS.map((name) => [name, Reflect.get(request, name)] as const)
  return Object.fromEntries(values.filter(([, value]) => value !== undefined))
}
