import { usageError } from './command-error.js'

/** Control characters, and those that turn the direction of text or can't be seen. */
const UNPRINTABLE = /[\p{C}\u2028\u2029]/gu

const UNPRINTABLE_TEXT = new RegExp(UNPRINTABLE.source, 'u')

/** Text that can't steer a terminal: what it could do it with is written as an escape. */
export function toPrintable(text: string): string {
  return text.replace(UNPRINTABLE, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`)
}

/**
 * Refuses control characters in what was typed.
 *
 * @param what such as `--name`.
 */
export function assertPrintable(what: string, text: string): void {
  if (UNPRINTABLE_TEXT.test(text)) {
    throw usageError(`${what} must have no control characters.`)
  }
}
