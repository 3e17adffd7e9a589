import { readLines } from '../../loader/source-lines.js'
import { displayPath } from '../../loader/display-path.js'
import type { SourcePlace } from '../../loader/user-frame.js'
import { redactSecrets } from '../../observability/redact-secrets.js'
import { toPrintable } from '../printable.js'
import type { Terminal } from '../terminal.js'
import { wrapText } from '../wrap-text.js'
import type { Problem } from './messages.js'

/** Columns of a line that is shown, its number left out. */
const MAX_WIDTH = 68

/** Lines before and behind the one to look at. */
const CONTEXT = 2

/** A problem as lines for a terminal of 80 columns: the sentence, and the line to look at. */
export function layOutProblem(
  { message, place }: Problem,
  noteStyle: Terminal['noteStyle'],
): readonly string[] {
  const sentence = place === undefined ? message : withColumn(message, place)
  const [first = '', ...rest] = wrapText(toPrintable(redactSecrets(sentence)), 77)
  const title = [first, ...rest.map((line) => `  ${line}`)]
  return [
    noteStyle('red', `✗ ${title[0]}`),
    ...title.slice(1).map((line) => noteStyle('red', line)),
    ...(place === undefined ? [] : ['', ...layOutPlace(place, message, noteStyle)]),
  ]
}

function layOutPlace(
  place: SourcePlace,
  message: string,
  noteStyle: Terminal['noteStyle'],
): readonly string[] {
  const { file, line, column } = place
  const lines = readLines(file)
  if (lines[line - 1] === undefined) return []

  const first = Math.max(line - CONTEXT, 1)
  const last = Math.min(line + CONTEXT, lines.length)
  const width = String(last).length
  const skipped = Math.max((column ?? 1) - MAX_WIDTH + 8, 0)
  const shown = lines.slice(first - 1, last).flatMap((text, index) => {
    const number = first + index
    const cut = show(text, skipped)
    const row = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${cut}`
    if (number !== line) return [noteStyle('dim', row.trimEnd())]
    return column === undefined ? [row] : [row, caret(width, column - skipped, noteStyle)]
  })
  const said = message.startsWith(whereOf({ file, line }))
  return said ? shown : [`  ${noteStyle('cyan', whereOf(place))}`, ...shown]
}

/** A message that begins with file and line says the column, too. */
function withColumn(message: string, place: SourcePlace): string {
  const { file, line } = place
  const start = whereOf({ file, line })
  return message.startsWith(`${start} `)
    ? `${whereOf(place)}${message.slice(start.length)}`
    : message
}

/** Such as `src/app.ts:12:5`. */
function whereOf({ file, line, column }: SourcePlace): string {
  return [displayPath(file), line, column].filter((part) => part !== undefined).join(':')
}

/** One column stays one column, so that the caret points at what it means. */
function show(text: string, skipped: number): string {
  const visible = redactSecrets(text).replaceAll('\t', ' ')
  return toPrintable(visible.slice(skipped, skipped + MAX_WIDTH))
}

function caret(width: number, column: number, noteStyle: Terminal['noteStyle']): string {
  return `${' '.repeat(width + 2)} | ${' '.repeat(column - 1)}${noteStyle('red', '^')}`
}
