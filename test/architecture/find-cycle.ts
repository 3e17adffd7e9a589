import type { SourceFile } from './source-file.js'

/** A chain of files that import each other in a circle, or `undefined`. */
export function findCycle(files: readonly SourceFile[]): readonly string[] | undefined {
  const imports = new Map(files.map((file) => [file.path, file.imports]))
  const finished = new Set<string>()

  function visit(path: string, trail: readonly string[]): readonly string[] | undefined {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (finished.has(path)) return undefined
    for (const next of imports.get(path) ?? []) {
      const cycle = visit(next, [...trail, path])
      if (cycle !== undefined) return cycle
    }
    finished.add(path)
    return undefined
  }

  for (const { path } of files) {
    const cycle = visit(path, [])
    if (cycle !== undefined) return cycle
  }
  return undefined
}
