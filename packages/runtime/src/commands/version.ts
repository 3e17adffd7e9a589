import { createRequire } from 'node:module'

/** Version of this package. */
export const VERSION = readVersion()

function readVersion(): string {
  const { version }: { readonly version: string } = createRequire(import.meta.url)(
    '../../package.json',
  )
  return version
}
