import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { REPOSITORY } from './repository.js'
import { collect } from './run-child.js'

const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc')

const SETTINGS = {
  ...{ target: 'es2022', lib: ['es2023'], module: 'nodenext', types: ['node'] },
  ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  ...{ verbatimModuleSyntax: true, isolatedModules: true, skipLibCheck: true },
  ...{ experimentalDecorators: true, emitDecoratorMetadata: true },
  ...{ rootDir: '.', outDir: 'out' },
}

/**
 * Compiles a folder with the strictest settings, into `out/` within it. Resolves to what the
 * compiler complains about: lines that begin with the path of a file.
 */
export async function compileFolder(folder: string): Promise<readonly string[]> {
  const file = join(folder, 'tsconfig.compile.json')
  writeFileSync(
    file,
    JSON.stringify({ compilerOptions: SETTINGS, exclude: ['out', 'node_modules'] }),
  )
  const tsc = spawn(process.execPath, [TSC, '-p', file, '--pretty', 'false'], { cwd: folder })
  const printed = collect(tsc.stdout)
  await once(tsc, 'close')
  return printed()
    .split('\n')
    .filter((line) => /^\S/.test(line))
}
