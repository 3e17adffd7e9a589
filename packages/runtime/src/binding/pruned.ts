/** What is left of a value, and what there is to do for it. */
export interface Pruned {
  readonly value: unknown
  /** What class-transformer takes long for, each behind what is inside it. */
  readonly parts: readonly PrunedPart[]
  /** How much class-transformer and class-validator have to do, in values; a model counts for ten. */
  readonly work: number
}

/** One object of a model, or a list of dates. */
export interface PrunedPart {
  /** The class, or `Date`. */
  readonly type: unknown
  readonly plain: object
  /** The same without the tag of its union, which class-transformer takes out. */
  readonly untagged: object
  /** What {@link Pruned.work} had come to. */
  readonly work: number
}
