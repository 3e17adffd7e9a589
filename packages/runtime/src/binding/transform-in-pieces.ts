import { type ClassTransformOptions, TransformationType } from 'class-transformer'
import { defaultOptions } from 'class-transformer/cjs/constants/default-options.constant.js'
import { TransformOperationExecutor } from 'class-transformer/cjs/TransformOperationExecutor.js'

import { nextTurn, Pacer } from './give-turn.js'
import { isObject } from './is-object.js'
import type { Pruned, PrunedPart } from './pruned.js'

/**
 * Makes what `plainToInstance` makes of a pruned model, and lets other requests have their turn
 * meanwhile: models inside are made first, and used where class-transformer comes to them.
 */
export async function transformInPieces(
  { value, parts }: Pruned,
  options: ClassTransformOptions | undefined,
): Promise<object> {
  const executor = new PiecewiseExecutor({ ...defaultOptions, ...options })
  const pacer = new Pacer()
  let done = 0
  for (const each of parts) {
    executor.make(each)
    if (pacer.isDue(each.work - done)) await nextTurn()
    done = each.work
  }
  return executor.made(value)
}

type TransformArguments = Parameters<TransformOperationExecutor['transform']>

class PiecewiseExecutor extends TransformOperationExecutor {
  readonly #made = new Map<unknown, { readonly type: unknown; readonly instance: unknown }>()
  readonly #copiesAll: boolean

  constructor(options: ClassTransformOptions) {
    super(TransformationType.PLAIN_TO_CLASS, options)
    // Of all options these alone change what is made of an object without a class.
    this.#copiesAll = options.strategy !== undefined || options.excludePrefixes !== undefined
  }

  make({ type, plain, untagged }: PrunedPart): void {
    const instance = super.transform(undefined, untagged, type, undefined, undefined)
    this.#made.set(plain, { type, instance })
  }

  made(plain: unknown): object {
    const instance = this.#made.get(plain)?.instance
    if (!isObject(instance)) throw new TypeError('What was pruned is no object of a model')
    return instance
  }

  /** Called by class-transformer for each value. */
  override transform(...args: TransformArguments): unknown {
    const [, value, targetType, arrayType = Array, isMap] = args
    if (!isObject(value) || isMap === true || arrayType !== Array) return super.transform(...args)
    const made = this.#made.get(value)
    // `@Type()` may have another class for it than the one that is told without its object.
    if (made !== undefined && made.type === targetType) return made.instance
    return !this.#copiesAll && isUntyped(value, targetType) ? value : super.transform(...args)
  }
}

/** Pruning has made a copy already, in which every object is plain. */
function isUntyped(value: object, targetType: unknown): boolean {
  return (targetType === undefined || targetType === Object) && !(value instanceof Date)
}
