import type { ParameterSpec, RawBodyForm } from './parameter-spec.js'

/** A parameter, for people. */
export interface ParameterDescription {
  readonly name: string
  readonly in: ParameterSpec['in']
  /** Such as `number`, `string[]` or a class's name. */
  readonly type: string
  readonly required: boolean
  /** What had to be assumed, and how to say it. */
  readonly note?: string
}

/** Describes a parameter for `runtime routes`. */
export function describeParameter(spec: ParameterSpec): ParameterDescription {
  const required = spec.kind !== 'injected' && spec.required
  const described = { name: spec.name, in: spec.in, type: typeOf(spec), required }
  const note = noteOf(spec)
  return note === undefined ? described : { ...described, note }
}

function typeOf(spec: ParameterSpec): string {
  switch (spec.kind) {
    case 'scalar':
      return listOf(spec.type, spec.array)
    case 'model':
      return listOf(spec.model?.name ?? 'any', spec.array)
    case 'body-field': {
      const type = typeof spec.type === 'string' ? spec.type : spec.type?.name
      return listOf(type ?? 'any', spec.array === true)
    }
    case 'body-list':
      return listOf(spec.type, true)
    case 'body-union': {
      const names = [...new Set(spec.union.subTypes.values())].map(({ name }) => name).join(' | ')
      return spec.array ? `(${names})[]` : names
    }
    case 'raw-body':
      return RAW[spec.as]
    case 'upload':
      return listOf('file', spec.array)
    case 'injected':
      return spec.what
  }
}

const RAW: Readonly<Record<RawBodyForm, string>> = {
  bytes: 'Buffer',
  stream: 'Readable',
  'web-stream': 'ReadableStream',
  text: 'string',
}

function listOf(type: string, array: boolean): string {
  return array ? `${type}[]` : type
}

function noteOf(spec: ParameterSpec): string | undefined {
  if (spec.kind !== 'scalar' || spec.assumedRequired !== true) return undefined
  return `required: if it is written "${spec.name}?: string", TypeScript doesn't emit the "?". Give it a default`
}
