import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

import type { Resolution } from './tracking-hooks.js'

/** What an app has been made of, as far as somebody may change it. */
export interface ProjectImports {
  /** Absolute paths of the project's own files. */
  readonly files: readonly string[]
  /** Absolute paths that an import asked for in vain, as written: maybe without an ending. */
  readonly missing: readonly string[]
  /** URLs of what the project's files import from elsewhere. */
  readonly packages: readonly string[]
}

/** Sorts what was imported into the project's own files, what is missing, and the rest. */
export function toProjectImports(
  project: string,
  resolutions: readonly Resolution[],
): ProjectImports {
  const files = new Set(requiredFiles().filter((file) => isOwn(project, file)))
  const missing = new Set<string>()
  const packages = new Set<string>()
  for (const { specifier, importer, url } of resolutions) {
    const file = toPath(url)
    const from = toPath(importer)
    const fromProject = from !== undefined && isOwn(project, from)
    if (file !== undefined && isOwn(project, file)) files.add(file)
    else if (url !== undefined && fromProject) packages.add(url)
    else if (fromProject && specifier.startsWith('.')) missing.add(join(dirname(from), specifier))
  }
  return { files: [...files], missing: [...missing], packages: [...packages] }
}

/** CommonJS, which no hook of ours sees. */
function requiredFiles(): readonly string[] {
  return Object.keys(createRequire(import.meta.url).cache)
}

function isOwn(project: string, file: string): boolean {
  const inside = file.startsWith(project.endsWith(sep) ? project : project + sep)
  return inside && !/[\\/]node_modules[\\/]/.test(file.slice(project.length))
}

function toPath(url: string | undefined): string | undefined {
  if (url === undefined || !url.startsWith('file:')) return undefined
  const { pathname } = new URL(url)
  return fileURLToPath(`file://${pathname}`)
}
