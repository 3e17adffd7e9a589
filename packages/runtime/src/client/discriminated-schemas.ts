import type { Schema } from '../docs/open-api-types.js'
import { isSchema } from './schema-type.js'

/**
 * The schemas of a description in which each member of a union says by its discriminator which one
 * it is, so that TypeScript can tell them apart. Of two unions that disagree, the first counts.
 *
 * @param document whole, because unions stand anywhere in it.
 */
export function discriminateSchemas(
  document: unknown,
  schemas: Readonly<Record<string, Schema>>,
): Readonly<Record<string, Schema>> {
  const marks = new Map<string, Mark>()
  for (const { property, values } of unionsOf(document)) {
    for (const [reference, names] of values) {
      if (!marks.has(reference)) marks.set(reference, { property, names })
    }
  }
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const mark = marks.get(`#/components/schemas/${name}`)
      return [name, mark === undefined ? schema : withMark(schema, mark)]
    }),
  )
}

/** What the discriminator of a schema says. */
interface Mark {
  readonly property: string
  readonly names: readonly string[]
}

/** The names that a union gives to the schemas which it refers to. */
interface Union {
  readonly property: string
  readonly values: ReadonlyMap<string, readonly string[]>
}

function withMark(schema: Schema, { property, names }: Mark): Schema {
  const { properties, required, type } = schema
  if (type !== 'object') return schema
  const listed: readonly unknown[] = Array.isArray(required) ? required : []
  const marked = { type: 'string', enum: names }
  return {
    ...schema,
    properties: { ...(isSchema(properties) ? properties : {}), [property]: marked },
    required: listed.includes(property) ? listed : [...listed, property],
  }
}

function unionsOf(node: unknown): readonly Union[] {
  if (typeof node !== 'object' || node === null) return []
  const within = Object.values(node).flatMap(unionsOf)
  const own = isSchema(node) ? toUnion(node) : undefined
  return own === undefined ? within : [own, ...within]
}

function toUnion({ oneOf, discriminator }: Schema): Union | undefined {
  if (!Array.isArray(oneOf) || !isSchema(discriminator)) return undefined
  const { propertyName, mapping } = discriminator
  if (typeof propertyName !== 'string') return undefined
  const values = new Map<string, readonly string[]>()
  for (const [name, reference] of Object.entries(isSchema(mapping) ? mapping : {})) {
    if (typeof reference === 'string') {
      values.set(reference, [...(values.get(reference) ?? []), name])
    }
  }
  for (const member of oneOf) {
    const reference: unknown = isSchema(member) ? member['$ref'] : undefined
    if (typeof reference !== 'string' || values.has(reference)) continue
    values.set(reference, [reference.slice(reference.lastIndexOf('/') + 1)])
  }
  return { property: propertyName, values }
}
