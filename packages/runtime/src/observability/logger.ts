import { type Logger, pino } from 'pino'

import { redactSecrets } from './redact-secrets.js'

/** Options of {@link createLogger}. */
export interface LoggerOptions {
  /** Lowest level that is written; `silent` writes nothing. Defaults to `info`. */
  readonly level?: string | undefined
  /** Where lines go. Defaults to standard error. */
  readonly destination?: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

/** Makes a log: JSON lines, or readable ones on a terminal, and no secrets in either. */
export async function createLogger(options: LoggerOptions = {}): Promise<Logger> {
  const { level = 'info', destination = process.stderr } = options
  const format = destination.isTTY === true ? await readableFormat(destination) : undefined
  const write = (line: string): void => {
    // Before it is made readable, which leaves out what stands between a word and a secret.
    const safe = redactSecrets(line)
    destination.write(format === undefined ? safe : format(safe))
  }
  return pino({ level, base: null }, { write })
}

/** Loaded for terminals only: a server in production never pays for it. */
async function readableFormat(stream: NodeJS.WritableStream): Promise<(line: string) => string> {
  const { createReadableFormat } = await import('./readable-line.js')
  return createReadableFormat(stream)
}

export type { Logger } from 'pino'
