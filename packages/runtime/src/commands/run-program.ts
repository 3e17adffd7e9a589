import { CommanderError } from 'commander'

import { SettingError } from '../config/setting-error.js'
import { redactSecrets } from '../observability/redact-secrets.js'
import type { CommandContext } from './command-context.js'
import { CommandError } from './command-error.js'
import { toPrintable } from './printable.js'
import { createProgram } from './program.js'
import type { Terminal } from './terminal.js'

/** Runs one command line and resolves to its exit code: 0 done, 1 failed, 2 usage. */
export async function runProgram(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const program = createProgram(context)
  try {
    await program.parseAsync(args, { from: 'user' })
    return typeof process.exitCode === 'number' ? process.exitCode : 0
  } catch (error) {
    if (error instanceof CommanderError) return reportUsage(error, context)
    reportFailure(error, args.includes('--verbose'), context)
    return error instanceof CommandError || error instanceof SettingError ? error.exitCode : 1
  }
}

/** Help that was asked for is a result; commander has written it. */
function reportUsage(error: CommanderError, { terminal }: CommandContext): number {
  if (error.exitCode === 0) return 0
  if (error.code === 'commander.help') return 2
  complain(toSentence(error.message), terminal)
  return 2
}

function reportFailure(error: unknown, verbose: boolean, { terminal }: CommandContext): void {
  const message = error instanceof Error ? error.message : String(error)
  complain(/[.!?]$/.test(message) ? message : `${message}.`, terminal)
  for (const stack of verbose ? stacksOf(error) : []) terminal.note(redactSecrets(stack))
}

/** What was typed may be part of a message: it must not steer the terminal, nor show a secret. */
function complain(message: string, terminal: Terminal): void {
  for (const line of message.split('\n')) {
    terminal.note(terminal.noteStyle('red', toPrintable(redactSecrets(line))))
  }
}

/** Stack of an error and of what caused it. */
function stacksOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return []
  return [error.stack ?? error.message, ...stacksOf(error.cause)]
}

/** `error: unknown option '--prot'\n(Did you mean --port?)` → one sentence. */
function toSentence(message: string): string {
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n')
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`
  return suggestion === undefined ? sentence : `${sentence} ${suggestion.replace(/[()]/g, '')}`
}
