/** One request that FastAPI and we are to answer alike. */
export interface Case {
  readonly method: string
  /** As it goes out, with the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** What we answer instead, on purpose. */
  readonly deviation?: Deviation
}

/** An answer of ours that isn't FastAPI's. */
export interface Deviation {
  readonly reason: string
  readonly status: number
  /** The JSON of an answer that isn't an error. */
  readonly body?: unknown
  /** The words of a 422. */
  readonly msg?: string
  /** The fields that a 422 names. */
  readonly locs?: readonly (readonly (string | number)[])[]
}

/** Describes a case in one line, which no other has. */
export function titleOf({ method, path, headers, body }: Case): string {
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const line = [`${method} ${path}`, ...sent, ...(body === undefined ? [] : [body])]
  return line.join(' | ').replaceAll('\r\n', '\\r\\n')
}

/** A request for each path that `base` and a `tail` make. */
export function get(base: string, ...tails: readonly string[]): readonly Case[] {
  return tails.map((tail) => ask('GET', base + tail))
}

/** A request with each value of one header. */
export function withHeader(
  path: string,
  name: string,
  ...values: readonly string[]
): readonly Case[] {
  return values.map((value) => ({ ...ask('GET', path), headers: { [name]: value } }))
}

/** A request with each text as its JSON body. */
export function post(path: string, ...bodies: readonly string[]): readonly Case[] {
  return bodies.map((body) => ({ ...ask('POST', path), headers: JSON_TYPE, body }))
}

/** A request without a body and without headers. */
export function ask(method: string, path: string): Case {
  return { method, path, headers: {}, body: undefined }
}

/** Marks cases that we answer otherwise. */
export function deviate(deviation: Deviation, cases: readonly Case[]): readonly Case[] {
  return cases.map((each) => ({ ...each, deviation }))
}

const JSON_TYPE = { 'content-type': 'application/json' }
