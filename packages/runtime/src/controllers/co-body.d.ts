// The package has no types of its own; only what is called is declared.
declare module 'co-body' {
  import type { IncomingHttpHeaders } from 'node:http'
  import type { Readable } from 'node:stream'

  export interface ParsedBody {
    readonly parsed: unknown
    readonly raw: string
  }

  interface ParseOptions {
    /** In bytes, after decompression. */
    readonly limit: number
    readonly returnRawBody: true
  }

  type Parse = (
    request: Readable & { readonly headers: IncomingHttpHeaders },
    options: ParseOptions,
  ) => Promise<ParsedBody>

  export const json: Parse
  export const form: Parse
  export const text: Parse
}
