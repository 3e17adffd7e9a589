import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'

/**
 * Refuses options that don't exist. Nothing checks types when an app runs without a build step, and
 * a misspelt `requiresProxyAuth` would leave its endpoint open.
 *
 * @throws InvalidEndpointError with the options there are.
 */
export function assertKnownOptions(options: unknown, known: Readonly<Record<string, true>>): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new InvalidEndpointError(
      `options must be an object such as { requiresProxyAuth: true }, not ${String(options)}`,
    )
  }
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(known, name)) continue
    throw new InvalidEndpointError(
      `there is no option '${name}': use ${Object.keys(known).join(', ')}`,
    )
  }
}

/** @throws InvalidEndpointError where a yes-or-no option is anything else, `'false'` among it. */
export function assertBoolean(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return
  throw new InvalidEndpointError(`${name} must be true or false, not ${describe(value)}`)
}

/** @throws InvalidEndpointError where a parameter decorator has no name of what it takes. */
export function assertName(decorator: string, name: unknown): void {
  if (typeof name === 'string' && name !== '') return
  throw new InvalidEndpointError(`${decorator}() needs a name: write ${decorator}('name')`)
}

/** @throws InvalidEndpointError where a number is not above zero. */
export function assertPositive(name: string, value: unknown, max = Infinity): void {
  if (value === undefined) return
  if (typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= max) return
  const allowed = max === Infinity ? 'above zero' : `above zero and at most ${max}`
  throw new InvalidEndpointError(`${name} must be a number ${allowed}, not ${describe(value)}`)
}

/** @throws InvalidEndpointError where a number is not whole and above zero. */
export function assertCount(name: string, value: unknown, max = Infinity): void {
  if (value === undefined) return
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= max) return
  const allowed = max === Infinity ? 'above zero' : `above zero and at most ${max}`
  throw new InvalidEndpointError(
    `${name} must be a whole number ${allowed}, not ${describe(value)}`,
  )
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : String(value)
}
