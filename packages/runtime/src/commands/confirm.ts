import { CommandError } from './command-error.js'
import type { Terminal } from './terminal.js'

/**
 * Asks before something that can't be undone.
 *
 * @throws CommandError where the answer isn't yes, or nobody is there to give one.
 */
export async function confirm(
  { interactive, ask }: Pick<Terminal, 'interactive' | 'ask'>,
  question: string,
): Promise<void> {
  if (!interactive) {
    throw new CommandError(
      'Aborted: no interactive terminal detected. Rerun with --yes (-y) to skip confirmation.',
    )
  }
  const answer = await ask(`${question} [y/N] `)
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new CommandError('Aborted.')
}
