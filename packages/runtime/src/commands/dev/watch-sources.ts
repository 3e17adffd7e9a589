import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, sep } from 'node:path'

import { type FSWatcher, watch } from 'chokidar'

import type { ProjectImports } from '../../loader/project-imports.js'

/** Changes that come within this time are one. */
const BURST_MS = 40

const SOURCES = new Set(['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json'])

type FollowedFiles = Pick<ProjectImports, 'files' | 'missing'>

/** Options of {@link SourceWatcher}. */
export interface SourceWatcherOptions {
  /** Files that count whether or not there are any; absolute. */
  readonly settings: readonly string[]
  /** The app's own files, absolute. */
  readonly files: readonly string[]
  /** Is told of the files that have changed. */
  onChange(changed: readonly string[]): void
}

/** Watches what an app is made of. */
export class SourceWatcher {
  readonly #watcher: FSWatcher
  readonly #settings: ReadonlySet<string>
  readonly #onChange: (changed: readonly string[]) => void
  readonly #folders: Set<string>
  readonly #changed = new Set<string>()
  #files: ReadonlySet<string>
  #missing: readonly string[] = []
  #anySource = false
  #since = 0
  #timer: NodeJS.Timeout | undefined
  /** Resolves when it sees every change of the app's own files. */
  readonly ready: Promise<void>

  constructor({ settings, files, onChange }: SourceWatcherOptions) {
    this.#settings = new Set(settings)
    this.#files = new Set(files)
    this.#onChange = onChange
    this.#folders = new Set([...settings, ...files].map((file) => dirname(file)))
    // Folders, not files: editors replace a file by another one, and some files are yet to come.
    this.#watcher = watch([...this.#folders], {
      depth: 0,
      ignoreInitial: true,
      ignored: (path, stats) => stats !== undefined && !this.#mayCount(path, stats.isDirectory()),
    })
    this.ready = new Promise((resolve) => {
      this.#watcher.once('ready', () => resolve())
    })
    this.#watcher.on('all', (event, path) => {
      if (event === 'addDir') this.#lookForMissing()
      else if (this.#counts(path)) this.#note(path)
    })
    // What can't be watched (too many watches, no right to read) must not end the server.
    this.#watcher.on('error', () => undefined)
  }

  /**
   * Watches what an app imports.
   *
   * @param failed whether it could not be loaded: then any source file beside its own may mend it.
   * @param since when it began to load, in ms since 1970: what has changed from then on counts.
   */
  follow({ files, missing }: FollowedFiles, failed: boolean, since: number): void {
    const added = files.filter((file) => !this.#files.has(file))
    this.#files = new Set(failed ? [...this.#files, ...files] : files)
    this.#missing = missing
    this.#since = since
    this.#anySource = failed
    this.#addFolders(files.map((file) => nearestFolder(dirname(file))))
    this.#lookForMissing()
    for (const file of added) if (changedSince(file, since)) this.#note(file)
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#watcher.close()
  }

  /** A folder that is new may have what was asked for in it already. */
  #lookForMissing(): void {
    this.#addFolders(this.#missing.map((path) => nearestFolder(dirname(path))))
    for (const path of this.#missing) {
      const folder = dirname(path)
      const names = existsSync(folder) ? readdirSync(folder) : []
      const found = names.map((name) => join(folder, name)).filter((file) => this.#isMissing(file))
      // One that was there already is none that the import would have found.
      for (const file of found) if (changedSince(file, this.#since)) this.#note(file)
    }
  }

  #isMissing(path: string): boolean {
    return (
      SOURCES.has(extname(path)) &&
      this.#missing.some((missing) => withoutEnding(path) === withoutEnding(missing))
    )
  }

  #addFolders(folders: readonly string[]): void {
    const added = folders.filter((folder) => !this.#folders.has(folder))
    for (const folder of added) this.#folders.add(folder)
    if (added.length > 0) this.#watcher.add(added)
  }

  #mayCount(path: string, isFolder: boolean): boolean {
    if (isFolder) {
      return this.#folders.has(path) || this.#missing.some((file) => file.startsWith(path + sep))
    }
    return SOURCES.has(extname(path)) || this.#settings.has(path) || this.#files.has(path)
  }

  #counts(path: string): boolean {
    if (this.#files.has(path) || this.#settings.has(path)) return true
    if (!SOURCES.has(extname(path)) || basename(path).startsWith('.')) return false
    return this.#anySource || this.#isMissing(path)
  }

  #note(path: string): void {
    this.#changed.add(path)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const changed = [...this.#changed]
      this.#changed.clear()
      this.#onChange(changed)
    }, BURST_MS)
  }
}

/** `./shop.js` may be `./shop.ts`, and `./shop` may be either, or a folder. */
function withoutEnding(path: string): string {
  return SOURCES.has(extname(path)) ? path.slice(0, -extname(path).length) : path
}

/** By the times of its inode, too: a file that is moved keeps its own. */
function changedSince(file: string, time: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) > time
}

/** The folder itself, or the nearest around it that is there. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}
