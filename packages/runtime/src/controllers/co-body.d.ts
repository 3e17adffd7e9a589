// The package has no types of its own; only what is called is declared.
declare module 'co-body' {
  import type { IncomingHttpHeaders } from 'node:http'
  import type { Readable } from 'node:stream'

  namespace coBody {
    interface ParsedBody {
      readonly parsed: unknown
      readonly raw: string
    }

    interface ParseOptions {
      /** In bytes, after decompression. */
      readonly limit: number
      readonly returnRawBody: true
    }
  }

  type Parse = (
    request: Readable & { readonly headers: IncomingHttpHeaders },
    options: coBody.ParseOptions,
  ) => Promise<coBody.ParsedBody>

  const coBody: { readonly json: Parse; readonly form: Parse; readonly text: Parse }
  export default coBody
}
