import { setImmediate as nextTurn } from 'node:timers/promises'

/** How many elements are validated in one go: some 10 ms. */
const IN_ONE_GO = 200

/** Lets other requests have their turn now and then, in a loop over elements that is long. */
export async function giveTurn(index: number): Promise<void> {
  if (index % IN_ONE_GO === IN_ONE_GO - 1) await nextTurn()
}
