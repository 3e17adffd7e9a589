import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const CHILD = fileURLToPath(new URL('load-apps-child.js', import.meta.url))

/** What became of an app: its manifest in short, or why it was refused. */
export interface LoadedApp {
  readonly app?: string
  readonly endpoints?: readonly LoadedEndpoint[]
  readonly code?: string
  readonly message?: string
}

/** An endpoint in short. */
export interface LoadedEndpoint {
  readonly name: string
  readonly path: string
  readonly label: string
  readonly protection: string
  /** As the manifest has them, classes by their names. */
  readonly parameters: readonly { readonly name: string; readonly type?: string }[]
}

/** Loads apps in one fresh process, each on its own, with `folder` as the working directory. */
export async function loadApps(
  folder: string,
  files: readonly string[],
): Promise<readonly LoadedApp[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, ...files], { cwd: folder })
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n')))
}
