import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Folders of the published packages, relative to {@link ROOT}. */
export const PACKAGES = ['packages/sdk', 'packages/runtime']

/** Reads a JSON file of the repository. */
export function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
}

/** Runs an installed tool, such as `mocha`, and resolves to its exit code. */
export function runTool(name, ...args) {
  return run(process.execPath, [join(ROOT, 'node_modules/.bin', name), ...args])
}

/** Runs npm, the one that started this script where one did, and resolves to its exit code. */
export function runNpm(...args) {
  const npm = process.env.npm_execpath
  return npm === undefined ? run('npm', args) : run(process.execPath, [npm, ...args])
}

/** Runs a program, such as `python3`, and resolves to its exit code. */
export function runProgram(name, ...args) {
  return run(name, args)
}

/** Resolves to the exit code of a Node program of the repository. */
export function runNode(...args) {
  return run(process.execPath, args)
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
