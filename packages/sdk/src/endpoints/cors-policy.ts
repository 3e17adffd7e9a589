/** Which pages of other origins may read an endpoint's answers. */
export type CorsPolicy =
  { readonly origins: '*' } | { readonly origins: readonly string[]; readonly credentials: boolean }

/** What `cors` of an endpoint may be: any origin without credentials, none, or a list of origins. */
export type CorsOption =
  | boolean
  | {
      /** Origins such as `https://app.example.com`. */
      readonly origins: readonly string[]
      /** Whether their pages may send cookies. Defaults to `false`. */
      readonly credentials?: boolean
    }
