import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { CommandError, usageError } from '../command-error.js'

/** Where an app is looked for that nobody named. */
const USUAL = ['app.ts', 'src/app.ts']

/**
 * The files of an app, absolute: those that were named, else `"portico": { "app": … }` of
 * `package.json`, else `app.ts` or `src/app.ts`.
 *
 * @throws CommandError where there is no such file.
 */
export function findAppFiles(
  workingDirectory: string,
  named: readonly string[],
): readonly string[] {
  const names = named.length > 0 ? named : [findUnnamed(workingDirectory)]
  return names.map((name) => {
    const file = resolve(workingDirectory, name)
    const stats = statSync(file, { throwIfNoEntry: false })
    if (stats === undefined) throw new CommandError(`${name} doesn't exist: check the path.`)
    if (!stats.isFile()) {
      throw new CommandError(`${name} is a directory: name the app's file, such as app.ts.`)
    }
    return file
  })
}

function findUnnamed(folder: string): string {
  const found = readPackageApp(folder) ?? USUAL.find((name) => existsSync(join(folder, name)))
  if (found !== undefined) return found
  throw usageError(
    'Name the file that exports your classes: runtime dev app.ts. Without one, package.json\'s "portico": { "app": … }, app.ts and src/app.ts are looked for.',
  )
}

function readPackageApp(folder: string): string | undefined {
  const path = join(folder, 'package.json')
  if (!existsSync(path)) return undefined
  const content = parse(readFileSync(path, 'utf8'))
  const portico: unknown = isObject(content) ? content['portico'] : undefined
  const app = isObject(portico) ? portico['app'] : undefined
  if (app === undefined || (typeof app === 'string' && app !== '')) return app
  throw new CommandError('"portico": { "app": … } in package.json must be the path of a file.')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new CommandError("package.json isn't JSON: mend it.")
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
