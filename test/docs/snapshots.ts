import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { type BlockKind, fileOf, kindOf } from './block-kind.js'
import { generatedFiles } from './generated-files.js'
import type { Block, Page } from './page.js'
import type { Ports } from './ports.js'

/** A TypeScript block on disk, beside the files that its page showed before. */
export interface Snapshot {
  readonly block: Block
  readonly kind: BlockKind | undefined
  /** Path of its source within the folder of all snapshots, such as `docs-answers/19/app.ts`. */
  readonly path: string
}

/** Writes each TypeScript block of a page into a folder of its own, with the page's earlier files. */
export async function writeSnapshots(
  root: string,
  { path, blocks }: Page,
  ports: Ports,
): Promise<readonly Snapshot[]> {
  const snapshots: Snapshot[] = []
  const files = new Map<string, string>()
  let last = root
  for (const block of blocks) {
    for (const [name, text] of await generatedFiles(block, last)) files.set(name, text)
    const file = fileOf(block)
    if (file === undefined || kindOf(block) === undefined) continue
    files.set(file, await ports.toReal(block.text))
    if (block.language !== 'ts') continue

    const folder = join(path.replace(/\.md$/, '').replaceAll('/', '-'), String(block.line))
    for (const [name, text] of files) {
      if (name.endsWith('.ts')) writeFile(join(root, folder, name), text)
    }
    last = join(root, folder)
    snapshots.push({ block, kind: kindOf(block), path: join(folder, file) })
  }
  return snapshots
}

/** Writes a file and the folders above it. */
export function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${text}\n`)
}
