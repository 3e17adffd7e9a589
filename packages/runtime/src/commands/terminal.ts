import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'
import { styleText } from 'node:util'

import type { EnvironmentVariables } from '../config/environment-variables.js'

/** How text stands out on a terminal. */
export type TextStyle = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan'

/** Where a command writes. Results go to standard output, everything else to standard error. */
export interface Terminal {
  /** Writes a line of the result. */
  print(line: string): void
  /** Writes a line that isn't a result. */
  note(line: string): void
  /** Styles text for {@link print}; leaves it alone without a terminal or with `NO_COLOR`. */
  style(style: TextStyle, text: string): string
  /** Styles text for {@link note}. */
  noteStyle(style: TextStyle, text: string): string
  /** Columns of standard output; `Infinity` where nobody looks. */
  readonly columns: number
  /** Whether somebody is there to answer a question. */
  readonly interactive: boolean
  /** Asks on standard error; the answer is empty where there comes none. */
  ask(question: string): Promise<string>
}

/** The terminal of this process. */
export function createTerminal(variables: EnvironmentVariables): Terminal {
  const { stdin, stdout, stderr } = process
  exitOnClosedPipe(stdout)
  return {
    print: (line) => void stdout.write(`${line}\n`),
    note: (line) => void stderr.write(`${line}\n`),
    style: (style, text) => styleText(style, text, { stream: stdout }),
    noteStyle: (style, text) => styleText(style, text, { stream: stderr }),
    columns: stdout.columns ?? readColumns(variables),
    interactive: stdin.isTTY && stderr.isTTY,
    ask,
  }
}

async function ask(question: string): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  const closed = once(prompt, 'close').then(() => '')
  try {
    return await Promise.race([prompt.question(question), closed])
  } finally {
    prompt.close()
  }
}

function readColumns(variables: EnvironmentVariables): number {
  const columns = Number(variables['COLUMNS'])
  return Number.isInteger(columns) && columns > 0 ? columns : Infinity
}

/** `runtime routes app.ts | head -1` is no failure of ours. */
function exitOnClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}
