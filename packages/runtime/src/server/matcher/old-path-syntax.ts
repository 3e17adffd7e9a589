/** In this order: what path-to-regexp up to 7 read, and how version 8 writes it. */
const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/^(?=[*(])/, '/'],
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

/**
 * The path with what looks like old syntax written in that of path-to-regexp 8; `undefined` where
 * nothing does. It may still be unreadable for another reason.
 */
export function fromOldPathSyntax(path: string): string | undefined {
  const rewritten = REWRITES.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    path,
  )
  return rewritten === path ? undefined : rewritten
}

/** Whether the path says which characters a parameter may have, which the new syntax can't. */
export function hasParameterPattern(path: string): boolean {
  return /:\w+\((?!\.[*+]\))/.test(path)
}
