import { toComment } from './doc-comment.js'
import { toReferenceType } from './reference-type.js'
import {
  NULL,
  NEVER,
  toArray,
  toBlock,
  toIntersection,
  toLiteral,
  toMember,
  toUnion,
  type TypeText,
  UNKNOWN,
} from './type-text.js'

/** Where a schema stands. */
export interface SchemaPlace {
  /** Whether it is written out where something is sent: a default may be left away there. */
  readonly isSent: boolean
}

type JsonSchema = Readonly<Record<string, unknown>>

/**
 * The type of what a schema describes, as openapi-typescript 7 has it, down to its habits: an object
 * that names no members has none, and one with a default is there unless it is sent.
 */
export function toSchemaType(schema: unknown, place: SchemaPlace): TypeText {
  if (schema === true) return UNKNOWN
  if (!isSchema(schema)) return NEVER
  if (typeof schema['$ref'] === 'string') return toReferenceType(schema['$ref'])
  if (schema['const'] !== undefined) return toLiteral(schema['const'])
  if (Array.isArray(schema['enum'])) return toEnumType(schema['enum'], schema)
  return toComposedType(schema, place)
}

function toEnumType(values: readonly unknown[], { type }: JsonSchema): TypeText {
  const mayBeNull = Array.isArray(type) && type.includes('null')
  return toUnion([...values.map(toLiteral), ...(mayBeNull ? [NULL] : [])])
}

function toComposedType(schema: JsonSchema, place: SchemaPlace): TypeText {
  const own = toOwnType(schema, place)
  const all = listOf(schema['allOf']).map((part) => toPartType(part, schema, place))
  const both = own === undefined ? all : [own, ...all]
  const any = listOf(schema['anyOf']).map((part) => toSchemaType(part, place))
  const one = listOf(schema['oneOf']).map((part) => toSchemaType(part, place))

  const base = both.length === 0 ? [] : [toIntersection(both)]
  const wide = any.length === 0 ? base : [toUnion([...base, ...any])]
  if (one.length > 0) {
    return one.every(isPrimitive)
      ? toUnion([...wide, ...one])
      : toIntersection([...wide, toUnion(one)])
  }
  const [type] = wide
  return type ?? (schema['type'] === undefined ? UNKNOWN : EMPTY_OBJECT)
}

function isPrimitive({ text }: TypeText): boolean {
  return ['string', 'number', 'boolean', 'null', 'never'].includes(text)
}

const EMPTY_OBJECT: TypeText = { text: 'Record<string, never>' }

/** One schema of an `allOf`; what the whole requires is required of its parts. */
function toPartType(part: unknown, { required }: JsonSchema, place: SchemaPlace): TypeText {
  const names = namesOf(required)
  if (!isSchema(part) || names.length === 0) return toSchemaType(part, place)
  if (part['$ref'] === undefined) {
    const all = [...names, ...namesOf(part['required'])]
    return toSchemaType({ ...part, required: all }, place)
  }
  const { text } = toSchemaType(part, place)
  const keys = names.map((name) => JSON.stringify(name)).join(' | ')
  return toIntersection([{ text }, { text: `Required<Pick<${text}, keyof ${text} & (${keys})>>` }])
}

/** The type that `type` tells, and what belongs to it; `undefined` where it tells nothing. */
function toOwnType(schema: JsonSchema, place: SchemaPlace): TypeText | undefined {
  const { type } = schema
  if (Array.isArray(type)) {
    const one = schema['oneOf'] === undefined ? {} : { oneOf: undefined }
    return toUnion(type.map((each) => toSchemaType({ ...schema, ...one, type: each }, place)))
  }
  switch (type) {
    case 'null':
      return NULL
    case 'string':
    case 'boolean':
      return { text: type }
    case 'number':
    case 'integer':
      return { text: 'number' }
    case 'array':
      return toListType(schema, place)
    default:
      return toObjectType(schema, place)
  }
}

function toListType({ prefixItems, items }: JsonSchema, place: SchemaPlace): TypeText {
  if (Array.isArray(prefixItems)) {
    return { text: `[${prefixItems.map((each) => toSchemaType(each, place).text).join(', ')}]` }
  }
  return toArray(items === undefined ? UNKNOWN : toSchemaType(items, place))
}

function toObjectType(schema: JsonSchema, place: SchemaPlace): TypeText | undefined {
  const { properties, required, additionalProperties, patternProperties } = schema
  const names = namesOf(required)
  const members = Object.entries(isSchema(properties) ? properties : {}).map(([name, property]) =>
    toProperty(name, property, names.includes(name), place),
  )
  const others = [
    ...(additionalProperties === undefined || additionalProperties === false
      ? []
      : [additionalProperties]),
    ...Object.values(isSchema(patternProperties) ? patternProperties : {}),
  ].map((each) => toRestType(each, place))

  const parts = [
    ...(members.length === 0 ? [] : [toBlock(members)]),
    ...(others.length === 0 ? [] : [toBlock([`[key: string]: ${toUnion(others).text}`])]),
  ]
  return parts.length === 0 ? undefined : toIntersection(parts)
}

/** A schema of nothing is one of anything here. */
function toRestType(schema: unknown, place: SchemaPlace): TypeText {
  return isSchema(schema) && Object.keys(schema).length === 0
    ? UNKNOWN
    : toSchemaType(schema, place)
}

function toProperty(name: string, schema: unknown, required: boolean, place: SchemaPlace): string {
  const { readOnly, default: byDefault } = isSchema(schema) ? schema : {}
  return toMember(name, toSchemaType(schema, place), {
    optional: !required && (byDefault === undefined || place.isSent),
    readonly: readOnly === true,
    comment: toComment(schema),
  })
}

/** Whether a value is a schema that isn't written `true` or `false`. */
export function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function namesOf(value: unknown): readonly string[] {
  return listOf(value).filter((name) => typeof name === 'string')
}
