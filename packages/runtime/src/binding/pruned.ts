import type { HandlerClass } from '@portico/sdk'

/** What is left of a value, and what there is to do for it. */
export interface Pruned {
  readonly value: unknown
  /** Each model behind those inside it. */
  readonly models: readonly PrunedModel[]
  /** How much class-transformer and class-validator have to do, in values; a model counts for ten. */
  readonly work: number
}

/** One object of a model. */
export interface PrunedModel {
  readonly model: HandlerClass
  readonly plain: object
  /** The same without the tag of its union, which class-transformer takes out. */
  readonly untagged: object
  /** What {@link Pruned.work} had come to. */
  readonly work: number
}
