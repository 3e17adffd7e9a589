import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { REPOSITORY } from '../support/repository.js'

/** A fenced code block of a page. */
export interface Block {
  /** First word of the info string, such as `ts`. */
  readonly language: string
  /** Second word of the info string, the name of a file. */
  readonly file: string | undefined
  readonly text: string
  /** Line of the opening fence, from 1. */
  readonly line: number
  /** The comments right above it, such as `<!-- not-run: why -->`, by their words. */
  readonly directives: ReadonlyMap<string, string>
}

/** A Markdown file with code blocks. */
export interface Page {
  /** Path within the repository. */
  readonly path: string
  readonly blocks: readonly Block[]
}

const FENCE = /^\s*(`{3,})(.*)$/
const DIRECTIVE = /^<!-- ([a-z-]+): (.*) -->$/

/** Reads a page by its path within the repository. */
export function readPage(path: string): Page {
  return { path, blocks: toBlocks(readFileSync(join(REPOSITORY, path), 'utf8')) }
}

/** The code blocks of a Markdown text, in order. */
export function toBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  const lines = markdown.split('\n')
  let directives = new Map<string, string>()
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const [, directive, value] = DIRECTIVE.exec(line) ?? []
    const [, fence, info] = FENCE.exec(line) ?? []
    if (directive !== undefined) directives.set(directive, value ?? '')
    else if (fence !== undefined) {
      const end = endOf(lines, index, fence)
      const [language = '', file] = (info ?? '').trim().split(/\s+/)
      const text = lines.slice(index + 1, end).join('\n')
      blocks.push({ language, file, text, line: index + 1, directives })
      directives = new Map()
      index = end
    } else if (line.trim() !== '') directives = new Map()
  }
  return blocks
}

/** Index of the closing fence. */
function endOf(lines: readonly string[], start: number, fence: string): number {
  const end = lines.findIndex((line, index) => index > start && line.trim() === fence)
  if (end === -1) throw new Error(`the code block of line ${start + 1} has no end`)
  return end
}
