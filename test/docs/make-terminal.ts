import { chmodSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { writeFile } from './snapshots.js'

/** Runs what is installed, as npx does, without its second of thinking. */
const NPX = `
[ "$1" = @portico/runtime ] && shift && set -- runtime "$@"
exec "$@"`

/** Installs nothing; what a page asks for has to be there, or it's no dependency of ours. */
const npm = (path: string) => `
case $1 in
  install|i)
    shift
    for name in "$@"; do
      case $name in -*) ;; *) [ -d "node_modules/$name" ] || { echo "no $name"; exit 1; } ;; esac
    done ;;
  ci|init|create|exec) echo "npm $1 isn't for tests"; exit 1 ;;
  *) PATH='${path}'; exec npm "$@" ;;
esac`

/** Shows no progress and never waits for long. */
const curl = (path: string) => `
PATH='${path}'
exec curl -sS --max-time 20 "$@"`

/**
 * The environment of a terminal of 80 columns in a project, where `npx` and `npm install` don't ask
 * a registry.
 *
 * @param home an empty folder.
 */
export function makeTerminal(project: string, home: string): Readonly<Record<string, string>> {
  const path = process.env['PATH'] ?? ''
  const programs = join(home, 'bin')
  const inProject = [programs, join(project, 'node_modules/.bin'), path].join(delimiter)
  writeProgram(join(programs, 'npx'), NPX)
  writeProgram(
    join(programs, 'npm'),
    npm([join(project, 'node_modules/.bin'), path].join(delimiter)),
  )
  writeProgram(join(programs, 'curl'), curl(path))
  return { PATH: inProject, HOME: home, XDG_RUNTIME_DIR: home, COLUMNS: '80', LANG: 'C.UTF-8' }
}

function writeProgram(path: string, text: string): void {
  writeFile(path, `#!/bin/sh${text}`)
  chmodSync(path, 0o755)
}
