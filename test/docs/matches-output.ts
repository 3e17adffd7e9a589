/** Stands in an expected output for what differs from run to run. */
const WILDCARD = '…'

/**
 * Whether an output is the one that a page shows: `…` stands for anything within a line, spaces around it included, and a line
 * of it alone for any number of lines. Spaces at the ends of lines don't count.
 */
export function matchesOutput(actual: string, expected: string): boolean {
  return toPattern(expected).test(`${tidy(actual)}\n`)
}

/** Whether a JSON value is the one that a page shows: `…` in a string stands for anything. */
export function matchesJson(actual: unknown, expected: unknown): boolean {
  if (expected === WILDCARD) return true
  if (typeof expected === 'string') {
    return typeof actual === 'string' && matchesOutput(actual, expected)
  }
  if (typeof expected !== 'object' || expected === null) return actual === expected
  if (typeof actual !== 'object' || actual === null) return false
  if (Array.isArray(expected) !== Array.isArray(actual)) return false
  const [found, shown] = [Object.entries(actual), new Map(Object.entries(expected))]
  return (
    found.length === shown.size &&
    found.every(([key, value]) => shown.has(key) && matchesJson(value, shown.get(key)))
  )
}

/** Without escape sequences, carriage returns, and spaces at the ends of lines and of the text. */
export function tidy(output: string): string {
  return output
    .replaceAll(/\x1b\[[0-9;]*[A-Za-z]/g, '')
    .replaceAll(/[ \t\r]+$/gm, '')
    .replaceAll(/^\n+|\n+$/g, '')
}

function toPattern(expected: string): RegExp {
  const lines = tidy(expected)
    .split('\n')
    .map((line) => (line.trim() === WILDCARD ? '(?:.*\n)*?' : `${toLinePattern(line)}\n`))
  return new RegExp(`^${lines.join('')}$`)
}

function toLinePattern(line: string): string {
  const parts = line.split(/ *… */)
  return parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.*')
}
