import type { HandlerClass } from '@portico/sdk'

import { sentModelsWithin } from '../answers/sent-models.js'

import type { Schema } from './open-api-types.js'
import { differsOnItsWayOut, type Direction, toModelSchema } from './model-schema.js'

/** Collects the models that a description names, and nothing that it doesn't. */
export class ModelSchemas {
  readonly #names = { in: new Map<HandlerClass, string>(), out: new Map<HandlerClass, string>() }
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

  /**
   * A reference to the schema of a model, which is made at the first. On its way out a model has
   * another only where that differs.
   */
  refer(model: HandlerClass, asked: Direction = 'in'): Schema {
    const direction = asked === 'out' && hasOutput(model) ? 'out' : 'in'
    const name = this.#names[direction].get(model) ?? this.#add(model, direction)
    return { $ref: `#/components/schemas/${name}` }
  }

  /** The schema of a model itself. */
  describe(model: HandlerClass, direction: Direction = 'in'): Schema {
    return toModelSchema(model, direction, (other) => this.refer(other, direction))
  }

  /** Named before it is described, because a model may hold itself. */
  #add(model: HandlerClass, direction: Direction): string {
    const name = this.#freeName(direction === 'in' ? model.name : `${model.name}Output`)
    this.#names[direction].set(model, name)
    this.#taken.add(name)
    this.#schemas[name] = this.describe(model, direction)
    return name
  }

  #freeName(name: string): string {
    const plain = name.replace(/[^\w.-]/g, '_') || 'Model'
    if (!this.#taken.has(plain)) return plain
    let count = 2
    while (this.#taken.has(`${plain}${count}`)) count += 1
    return `${plain}${count}`
  }
}

function hasOutput(model: HandlerClass): boolean {
  return [...sentModelsWithin(model)].some(differsOnItsWayOut)
}
