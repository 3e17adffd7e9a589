import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { REPOSITORY } from '../support/repository.js'
import { kindOf } from './block-kind.js'
import { commandsOf } from './commands.js'
import type { Block } from './page.js'

const BIN = join(REPOSITORY, 'packages/runtime/bin/runtime.js')
const CLIENT = /^npx runtime (client .* --output (\S+))$/

/** Files that the commands of a block write for later blocks to import: typed clients. */
export async function generatedFiles(
  block: Block,
  folder: string,
): Promise<readonly (readonly [name: string, text: string])[]> {
  if (kindOf(block) !== 'session') return []
  const files: (readonly [string, string])[] = []
  for (const { text } of commandsOf(block)) {
    const [, command, output] = CLIENT.exec(text) ?? []
    if (command === undefined || output === undefined) continue
    await promisify(execFile)(process.execPath, [BIN, ...command.split(' ')], { cwd: folder })
    for (const name of readdirSync(join(folder, output))) {
      files.push([join(output, name), readFileSync(join(folder, output, name), 'utf8')])
    }
  }
  return files
}
