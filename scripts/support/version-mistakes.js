import { PACKAGES, readJson } from './repository.js'

/** Says where versions disagree: all packages share lerna's, and ask for exactly each other's. */
export function versionMistakes() {
  const { version } = readJson('lerna.json')
  return PACKAGES.flatMap((path) => {
    const manifest = readJson(`${path}/package.json`)
    const siblings = Object.entries(manifest.dependencies ?? {}).filter(isSibling)
    return [[manifest.name, manifest.version], ...siblings]
      .filter(([, found]) => found !== version)
      .map(([name, found]) => `${path}/package.json: ${name} must be ${version}, not ${found}`)
  })
}

function isSibling([name]) {
  return name.startsWith('@portico/')
}
