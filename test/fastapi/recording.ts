import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { REPOSITORY } from '../support/repository.js'
import type { Answer } from './answer.js'

/** FastAPI's answers by title of the case. */
export type Recording = Readonly<Record<string, Answer>>

const FILE = join(REPOSITORY, 'test/fastapi/recorded.json')

/** Reads what FastAPI has answered. */
export function readRecording(): Recording {
  return JSON.parse(readFileSync(FILE, 'utf8')) as Recording // written below
}

/** Writes what FastAPI has answered, a line for each case. */
export function writeRecording(recording: Recording): void {
  const lines = Object.entries(recording).map(
    ([title, answer]) => `  ${JSON.stringify(title)}: ${JSON.stringify(answer)}`,
  )
  writeFileSync(FILE, `{\n${lines.join(',\n')}\n}\n`)
}
