import type { Invocation } from './invocation.js'
import { toPrintable } from './printable.js'

/** Says that something was done, after a tick. */
export function printDone({ terminal }: Invocation, what: string): void {
  terminal.print(`${terminal.style('green', '✓')} ${toPrintable(what)}`)
}
