import { isAppDefinition } from '@portico/sdk'

/**
 * What a file exports: under any name, and in an array `handlers` or in an array that is the default
 * export. No other list is looked into: what it holds may not be meant for the public.
 */
export function* exportedValues(exports: Readonly<Record<string, unknown>>): Generator<unknown> {
  for (const [name, value] of Object.entries(exports)) {
    const isList = name === 'handlers' || name === 'default'
    if (isList && Array.isArray(value)) yield* value
    // `module.exports = { … }` comes as the default export.
    else if (name === 'default' && isPlainObject(value) && !isAppDefinition(value))
      yield* exportedValues(value)
    else yield value
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}
