import { createInterface } from 'node:readline/promises'

import { CommandError } from './command-error.js'
import type { Terminal } from './terminal.js'

/**
 * Asks before something that can't be undone.
 *
 * @throws CommandError where the answer isn't yes, or nobody is there to give one.
 */
export async function confirm(terminal: Terminal, question: string): Promise<void> {
  if (!terminal.interactive) {
    throw new CommandError(
      'Aborted: no interactive terminal detected. Rerun with --yes (-y) to skip confirmation.',
    )
  }
  const answer = await ask(`${question} [y/N] `)
  if (!/^\s*y(es)?\s*$/i.test(answer)) throw new CommandError('Aborted.')
}

async function ask(question: string): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  const closed = new Promise<string>((resolve) => prompt.once('close', () => resolve('')))
  try {
    return await Promise.race([prompt.question(question), closed])
  } finally {
    prompt.close()
  }
}
