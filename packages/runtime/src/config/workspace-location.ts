import { statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'

/** Name of the directory that holds the state of a workspace. */
export const STATE_DIRECTORY = '.portico'

const DATABASE_FILE = 'portico.db'

/** Which database holds the workspace. */
export interface WorkspaceLocation {
  /** Such as `sqlite:/srv/app/.portico/portico.db`; the path of a file is absolute. */
  readonly databaseUrl: string
  /** For people, relative to the working directory, such as `local ./.portico`. */
  readonly title: string
  /** The `.portico/`; `undefined` where the database was named by its URL. */
  readonly stateDirectory: string | undefined
}

/** Options of {@link findWorkspace}. */
export interface FindWorkspaceOptions {
  /** Absolute. */
  readonly workingDirectory: string
  /** Value of the setting `database-url`. */
  readonly databaseUrl: string | undefined
}

/** Finds the workspace: the database that was named, else the nearest `.portico/`, looked for upwards. */
export function findWorkspace(options: FindWorkspaceOptions): WorkspaceLocation | undefined {
  const { workingDirectory, databaseUrl } = options
  if (databaseUrl !== undefined) return locateDatabase(workingDirectory, databaseUrl)

  for (const directory of upwards(workingDirectory)) {
    const candidate = join(directory, STATE_DIRECTORY)
    if (isTrusted(candidate, directory === workingDirectory)) {
      return locateState(workingDirectory, candidate)
    }
  }
  return undefined
}

/** As {@link findWorkspace}, where there has to be one. Throws an `Error` that says where it looked. */
export function requireWorkspace(options: FindWorkspaceOptions): WorkspaceLocation {
  const found = findWorkspace(options)
  if (found !== undefined) return found
  throw new Error(
    `No workspace: there is no ${STATE_DIRECTORY}/ in ${options.workingDirectory} or above it. ` +
      'Go where the app is served, or name the database by PORTICO_DATABASE_URL.',
  )
}

/** The workspace in a `.portico/` that stands (or will stand) there. */
export function locateState(workingDirectory: string, stateDirectory: string): WorkspaceLocation {
  return {
    databaseUrl: `sqlite:${join(stateDirectory, DATABASE_FILE)}`,
    title: `local ${toRelative(workingDirectory, stateDirectory)}`,
    stateDirectory,
  }
}

function locateDatabase(workingDirectory: string, databaseUrl: string): WorkspaceLocation {
  const [scheme, path = ''] = splitOnce(databaseUrl, ':')
  if (scheme !== 'sqlite' || path === ':memory:') {
    return { databaseUrl, title: `local ${databaseUrl}`, stateDirectory: undefined }
  }
  const absolute = resolve(workingDirectory, path)
  return {
    databaseUrl: `sqlite:${absolute}`,
    title: `local ${toRelative(workingDirectory, absolute)}`,
    stateDirectory: undefined,
  }
}

/** Above the working directory, somebody else's directory (such as `/tmp/.portico`) doesn't count. */
function isTrusted(candidate: string, here: boolean): boolean {
  const stats = statSync(candidate, { throwIfNoEntry: false })
  return stats?.isDirectory() === true && (here || stats.uid === process.getuid?.())
}

function* upwards(directory: string): Generator<string> {
  yield directory
  const parent = dirname(directory)
  if (parent !== directory) yield* upwards(parent)
}

function toRelative(from: string, to: string): string {
  const path = relative(from, to)
  return path.startsWith(`..${sep}`) ? path : `.${sep}${path}`
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
