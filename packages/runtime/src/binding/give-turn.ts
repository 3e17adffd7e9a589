import { setImmediate } from 'node:timers/promises'

/** How many elements of a list are taken in one go: some 10 ms of ordinary ones. */
const IN_ONE_GO = 200
/** The same where each may be a whole body of work below {@link MUCH_WORK}. */
export const MODELS_IN_ONE_GO = 10
/** From so many values on a body is taken in pieces; as many are one piece. */
const MUCH_WORK = 1_000
/** From so many characters on the steps of reading a text have turns between them. */
const LONG_TEXT = 65_536

/** Lets other requests have their turn. */
export async function nextTurn(): Promise<void> {
  await setImmediate()
}

/** Lets other requests have their turn now and then, in a loop over elements that is long. */
export async function giveTurn(index: number, inOneGo: number = IN_ONE_GO): Promise<void> {
  if (index % inOneGo === inOneGo - 1) await nextTurn()
}

/** Lets other requests have their turn between two steps over a text, if it is long. */
export async function giveTurnAt(text: string): Promise<void> {
  if (text.length >= LONG_TEXT) await nextTurn()
}

/** Whether a body is to be taken in pieces, by {@link Pacer}. */
export function isMuchWork(work: number): boolean {
  return work >= MUCH_WORK
}

/** Lets other requests have their turn each time so much work has been done that it is one piece. */
export class Pacer {
  #left = MUCH_WORK

  /** Whether a turn is due now that `work` more values have been dealt with. */
  isDue(work: number): boolean {
    this.#left -= work
    if (this.#left > 0) return false
    this.#left = MUCH_WORK
    return true
  }
}
