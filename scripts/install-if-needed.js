import { isMain } from './support/is-main.js'
import { readJson, runNpm } from './support/repository.js'

/** Installs what package-lock.json names, unless node_modules holds just that. */
export async function installIfNeeded() {
  if (isInstalled()) return
  const code = await runNpm('ci')
  if (code !== 0) process.exit(code)
}

/** Compares contents rather than times: a checkout touches the lock file without changing it. */
function isInstalled() {
  const locked = Object.entries(readJson('package-lock.json').packages)
  const installed = readInstalled()
  return locked
    .filter(([path, { link }]) => path.startsWith('node_modules/') && link !== true)
    .every(([path, { version, optional = false }]) =>
      installed[path] === undefined ? optional : installed[path].version === version,
    )
}

function readInstalled() {
  try {
    return readJson('node_modules/.package-lock.json').packages
  } catch {
    return {}
  }
}

if (isMain(import.meta.url)) await installIfNeeded()
