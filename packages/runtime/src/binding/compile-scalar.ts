import type { BindingState } from './binding-state.js'
import type { ScalarParameterSpec } from './parameter-spec.js'
import { compileText } from './rule-checks.js'
import type { TextConverter } from './text-conversion.js'
import { MISSING, type Problem } from './validation-error.js'

/** Binds one parameter; returns a promise only where something has to be waited for. */
export type BindStep = (state: BindingState) => void | Promise<void>

type ReadValues = (state: BindingState) => readonly string[]

const NONE: readonly string[] = []

/** Headers whose value is never sent back. Cookies are all taken for credentials. */
const CREDENTIAL = /^(cookie|x-proxed-.*|modal-.*)$|auth|token|secret|passw|api-?key/i

/** Compiles a parameter that is converted from text. */
export function compileScalar(spec: ScalarParameterSpec): BindStep {
  const read = compileRead(spec)
  const convert = compileText(spec)
  return spec.array ? compileList(spec, read, convert) : compileSingle(spec, read, convert)
}

function compileSingle(
  spec: ScalarParameterSpec,
  read: ReadValues,
  convert: TextConverter,
): BindStep {
  const { index, name, required } = spec
  const fallback = compileDefault(spec.rules.default)
  const loc = [rootOf(spec), name]
  const missing = missingProblem(spec)
  const isSecret = isCredential(spec)
  // Starlette's headers give the first of a name, its query the last.
  const pick = spec.in === 'header' ? 0 : -1
  const skipsEmpty = spec.in === 'form'

  return function bindSingle(state) {
    const text = read(state).at(pick)
    // As in FastAPI: browsers send every field, filled or not.
    if (text === undefined || (skipsEmpty && text === '')) {
      if (required) state.refuse(missing, loc, null)
      else state.args[index] = fallback()
      return
    }
    const conversion = convert(text)
    if (conversion.ok) state.args[index] = conversion.value
    else state.refuse(conversion.problem, loc, isSecret ? null : text)
  }
}

function compileList(
  spec: ScalarParameterSpec,
  read: ReadValues,
  convert: TextConverter,
): BindStep {
  const { index, name, required } = spec
  const fallback = compileDefault(spec.rules.default)
  const loc = [rootOf(spec), name]
  return function bindList(state) {
    const texts = read(state)
    if (texts.length === 0) {
      if (required) state.refuse(MISSING, loc, null)
      else state.args[index] = fallback()
      return
    }
    state.args[index] = texts.map((text, position) => {
      const conversion = convert(text)
      if (conversion.ok) return conversion.value
      state.refuse(conversion.problem, [...loc, position], text)
      return undefined
    })
  }
}

/** Each request gets a default of its own: a handler may change what it is given. */
function compileDefault(value: unknown): () => unknown {
  return typeof value === 'object' && value !== null ? () => structuredClone(value) : () => value
}

function compileRead(spec: ScalarParameterSpec): ReadValues {
  const { name } = spec
  switch (spec.in) {
    case 'path':
      return ({ exchange }) => {
        const value = Object.hasOwn(exchange.params, name) ? exchange.params[name] : undefined
        return value === undefined ? NONE : [value]
      }
    case 'query':
      return ({ query }) => query.get(name) ?? NONE
    case 'cookie':
      return ({ cookies }) => cookies.get(name) ?? NONE
    case 'form':
      return ({ form }) => form.texts.get(name) ?? NONE
    case 'header': {
      const lower = name.toLowerCase()
      return ({ exchange }) => exchange.headers.values(lower)
    }
  }
}

/** Where a failure is told of: to FastAPI a form is a body. */
function rootOf(spec: ScalarParameterSpec): string {
  return spec.in === 'form' ? 'body' : spec.in
}

function missingProblem({ assumedRequired, name }: ScalarParameterSpec): Problem {
  if (assumedRequired !== true) return MISSING
  const hint = `written "${name}?: string"? TypeScript doesn't emit the "?": give it a default`
  return { ...MISSING, msg: `${MISSING.msg} (${hint})` }
}

function isCredential(spec: ScalarParameterSpec): boolean {
  return spec.in === 'cookie' || (spec.in === 'header' && CREDENTIAL.test(spec.name))
}
