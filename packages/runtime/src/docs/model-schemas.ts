import type { HandlerClass } from '@portico/sdk'

import type { Schema } from './open-api-types.js'
import { toModelSchema } from './model-schema.js'

/** Collects the models that a description names, and nothing that it doesn't. */
export class ModelSchemas {
  readonly #names = new Map<HandlerClass, string>()
  readonly #taken: Set<string>
  readonly #schemas: Record<string, Schema> = {}

  /** @param taken names that models don't get. */
  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken)
  }

  /** The schemas that were referred to, by name. */
  get schemas(): Readonly<Record<string, Schema>> {
    return this.#schemas
  }

  /** A reference to the schema of a model, which is made at the first. */
  refer(model: HandlerClass): Schema {
    return { $ref: `#/components/schemas/${this.#names.get(model) ?? this.#add(model)}` }
  }

  /** The schema of a model itself. */
  describe(model: HandlerClass): Schema {
    return toModelSchema(model, (other) => this.refer(other))
  }

  /** Named before it is described, because a model may hold itself. */
  #add(model: HandlerClass): string {
    const name = this.#freeName(model)
    this.#names.set(model, name)
    this.#taken.add(name)
    this.#schemas[name] = this.describe(model)
    return name
  }

  #freeName({ name }: HandlerClass): string {
    const plain = name.replace(/[^\w.-]/g, '_') || 'Model'
    if (!this.#taken.has(plain)) return plain
    let count = 2
    while (this.#taken.has(`${plain}${count}`)) count += 1
    return `${plain}${count}`
  }
}
