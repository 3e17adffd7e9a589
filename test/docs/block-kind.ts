import type { Block } from './page.js'

/** What is done with a block: the table of CONTRIBUTING.md. */
export type BlockKind =
  'app' | 'refused app' | 'program' | 'module' | 'test' | 'session' | 'data' | 'not run'

const WEB_DECORATOR = /@(?:fastapiEndpoint|requiresProxyAuth|publicEndpoint|(?:Json)?Controller)\(/

/** Tells how a block is checked; `undefined` where there is no known way. */
export function kindOf(block: Block): BlockKind | undefined {
  if (block.language === 'ts') return kindOfProgram(block)
  if (block.directives.has('not-run')) return 'not run'
  if (block.language === 'sh' || block.language === 'console') return 'session'
  if (block.language === 'json') return 'data'
  if (block.language === 'yaml' && block.file !== undefined) return 'data'
  return undefined
}

/** The name of a block's file, its own or by its kind. */
export function fileOf(block: Block): string | undefined {
  if (block.file !== undefined || block.language !== 'ts') return block.file
  return { test: 'app.test.ts', program: 'program.ts' }[String(kindOf(block))] ?? 'app.ts'
}

function kindOfProgram({ text, file, directives }: Block): BlockKind {
  if (directives.has('refused')) return 'refused app'
  if (directives.has('not-run')) return 'not run'
  if (/^(?:describe|test)\(/m.test(text)) return 'test'
  if (/\bawait createRuntime\(|\.listen\(|^await /m.test(text)) return 'program'
  if (/\bdefineApp\(/.test(text) || (WEB_DECORATOR.test(text) && /^export /m.test(text)))
    return 'app'
  return file === undefined ? 'program' : 'module'
}
