import { parse } from 'path-to-regexp'

/** In this order: what path-to-regexp up to 7 read, and how version 8 writes it. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/:(\w+)\(\.[*+]\)/g, '*$1'],
  [/(?<![:\w*])\(\.[*+]\)/g, '*path'],
  [/(:\w+)\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)/g, '$1'],
  [/^\/:(\w+)\?/g, '/{:$1}'],
  [/\/:(\w+)\?/g, '{/:$1}'],
  [/^\/:(\w+)\*/g, '/{*$1}'],
  [/\/:(\w+)\*/g, '{/*$1}'],
  [/:(\w+)\+/g, '*$1'],
  [/\*(?![\w$"])/g, '*path'],
]

/** The same path in the syntax of path-to-regexp 8, or `undefined` where that can't be told. */
export function fromOldPathSyntax(path: string): string | undefined {
  const rewritten = REWRITES.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    path,
  )
  return rewritten !== path && isParsable(rewritten) ? rewritten : undefined
}

/** Whether the path says which characters a parameter may have, which the new syntax can't. */
export function hasParameterPattern(path: string): boolean {
  return /:\w+\((?!\.[*+]\))/.test(path)
}

function isParsable(path: string): boolean {
  try {
    parse(path)
    return true
  } catch {
    return false
  }
}
