import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

import { parseSync, Visitor } from 'oxc-parser'

/** A TypeScript file of a package and what the architecture tests ask about it. */
export interface SourceFile {
  /** Relative to the folder that was read, such as `server/route.ts`. */
  readonly path: string
  /** Files of the same folder that it imports, types included. */
  readonly imports: readonly string[]
  /** Packages and built-in modules that it imports, types included. */
  readonly packages: readonly string[]
  readonly readsEnvironment: boolean
}

/** Reads every source file below `folder`, tests left out. */
export function readSourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$/.test(path))
    .map((path) => toSourceFile(path, readFileSync(join(folder, path), 'utf8')))
}

/** Finds what `source`, the text of the file at `path`, imports. */
export function toSourceFile(path: string, source: string): SourceFile {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)

  const specifiers = new Set<string>()
  let readsEnvironment = false
  const add = (node: unknown) => isStringLiteral(node) && specifiers.add(node.value)
  new Visitor({
    ImportDeclaration: ({ source }) => add(source),
    ExportNamedDeclaration: ({ source }) => add(source),
    ExportAllDeclaration: ({ source }) => add(source),
    ImportExpression: ({ source }) => add(source),
    TSImportType: ({ source }) => add(source),
    TSExternalModuleReference: ({ expression }) => add(expression),
    CallExpression: (call) => isRequire(call) && add(call.arguments[0]),
    MemberExpression: (member) => {
      readsEnvironment ||= isProcessEnv(member)
    },
  }).visit(program)

  const local = [...specifiers].filter((specifier) => specifier.startsWith('.'))
  return {
    path,
    imports: local.map((specifier) => resolve(path, specifier)),
    packages: [...specifiers].filter((specifier) => !specifier.startsWith('.')),
    readsEnvironment,
  }
}

function resolve(importer: string, specifier: string): string {
  return normalize(join(dirname(importer), specifier)).replace(/\.js$/, '.ts')
}

interface StringLiteral {
  readonly type: 'Literal'
  readonly value: string
}

function isStringLiteral(node: unknown): node is StringLiteral {
  return (
    typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string'
  )
}

function isRequire({ callee }: { readonly callee: object }): boolean {
  return 'name' in callee && callee.name === 'require'
}

/** `process.env`, and `globalThis.process.env` too. */
function isProcessEnv({ object, property }: { object: object; property: object }): boolean {
  const owner = 'property' in object ? object.property : object
  return nameOf(owner) === 'process' && nameOf(property) === 'env'
}

function nameOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'name' in node ? node.name : undefined
}
