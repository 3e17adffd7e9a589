/** A parameter as FastAPI's paths have it: `{id}` or `{rest:path}` where a segment begins. */
const PARAMETER = /\/\{(\w+)(:path)?\}/

/**
 * A path in FastAPI's syntax written in ours; `undefined` where it isn't. Ours reads `/{id}` as an
 * optional text, so that no request would match as it is meant.
 */
export function fromFastapiPath(path: string): string | undefined {
  if (!PARAMETER.test(path)) return undefined
  return path.replaceAll(/\{(\w+)(:path)?\}/g, (_all, name: string, rest: string | undefined) =>
    rest === undefined ? `:${name}` : `*${name}`,
  )
}
