import type { Argument, Command, Help } from 'commander'

/** Widest column of names; a longer one has its description on the lines below. */
const MAX_TERM_WIDTH = 26

const INDENT = 2

/** How `--help` is laid out: at most 80 columns, with the seeds' usage lines. */
export const HELP_FORMAT: Partial<Help> = {
  commandUsage: (command) => `${pathOf(command)} ${usageOf(command)}`,
  subcommandTerm: (command) => command.name(),
  argumentTerm: (argument) => argument.name(),
  padWidth: (command, helper) => Math.min(longestTerm(command, helper), MAX_TERM_WIDTH),
  formatItem(term, termWidth, description, helper) {
    const margin = ' '.repeat(INDENT)
    if (description === '') return margin + term

    const column = INDENT + termWidth + INDENT
    const width = (helper.helpWidth ?? 80) - column
    const [first = '', ...rest] = helper.boxWrap(description, width).split('\n')
    const indented = rest.map((line) => ' '.repeat(column) + line)
    return term.length > termWidth
      ? [margin + term, ' '.repeat(column) + first, ...indented].join('\n')
      : [margin + term.padEnd(termWidth + INDENT) + first, ...indented].join('\n')
  },
}

/** Such as `runtime workspace proxy-tokens`. */
function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`
}

function usageOf({ commands, registeredArguments }: Command): string {
  return commands.length > 0
    ? '[OPTIONS] COMMAND [ARGS]...'
    : ['[OPTIONS]', ...registeredArguments.map(toUsage)].join(' ')
}

function toUsage(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? name : `[${name}]`
}

function longestTerm(command: Command, helper: Help): number {
  return Math.max(
    helper.longestOptionTermLength(command, helper),
    helper.longestSubcommandTermLength(command, helper),
    helper.longestArgumentTermLength(command, helper),
  )
}
