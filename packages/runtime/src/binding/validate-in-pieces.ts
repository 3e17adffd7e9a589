import {
  getFromContainer,
  type ValidationError,
  Validator,
  type ValidatorOptions,
} from 'class-validator'
import { ValidationExecutor } from 'class-validator/cjs/validation/ValidationExecutor.js'

import { nextTurn, Pacer } from './give-turn.js'

/**
 * Says what class-validator's `validate` says, and lets other requests have their turn meanwhile.
 * Validators are called in the same order.
 */
export function validateInPieces(
  instance: object,
  options: ValidatorOptions,
): Promise<readonly ValidationError[]> {
  return new PiecewiseExecutor(getFromContainer(Validator), options).validate(instance)
}

/** Validators of one property, or nested ones of one element of a list, and what they are given. */
type Step = Parameters<ValidationExecutor['performValidations']>

class PiecewiseExecutor extends ValidationExecutor {
  readonly #pacer = new Pacer()
  /** Found by the step that runs. */
  #found: Step[] = []
  #heeded = 0

  async validate(instance: object): Promise<readonly ValidationError[]> {
    const errors: ValidationError[] = []
    this.execute(instance, undefined, errors)
    this.#heedPromises()
    await this.#runFound()
    await Promise.all(this.awaitingPromises)
    // `@ValidatePromise()` finds steps when its promise is there.
    await this.#runFound()
    return this.stripEmptyErrors(errors)
  }

  /** Called by class-validator, which would go into depth here. */
  override performValidations(...step: Step): void {
    this.#found.push(step)
  }

  /** In depth first, so that a step's own steps run before those beside it, as in class-validator. */
  async #runFound(): Promise<void> {
    const steps = this.#takeFound()
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      this.#run(step)
      for (const found of this.#takeFound()) steps.push(found)
      const [, value] = step
      if (this.#pacer.isDue(Array.isArray(value) ? value.length + 1 : 1)) {
        await nextTurn()
      }
    }
  }

  /** Steps to take off the end, in their order. */
  #takeFound(): Step[] {
    const found = this.#found.toReversed()
    this.#found = []
    return found
  }

  #run(step: Step): void {
    super.performValidations(...step)
    const isWaiting = this.#heedPromises()
    const errors = step[5]
    const { constraints = {}, children = [] } = errors.at(-1) ?? {}
    if (isWaiting || this.#found.length > 0) return
    // It would only be stripped in the end, with all others at once.
    if (Object.keys(constraints).length + children.length === 0) errors.pop()
  }

  /** What fails before all are awaited is told then. Returns whether there are new ones. */
  #heedPromises(): boolean {
    const promises = this.awaitingPromises.slice(this.#heeded)
    this.#heeded += promises.length
    for (const promise of promises) promise.catch(ignore)
    return promises.length > 0
  }
}

function ignore(): void {}
