import { readJson } from './repository.js'

/** Ends the process with one sentence where this Node is older than the repository needs. */
export function assertNode() {
  const floor = readJson('package.json').engines.node.replace('>=', '')
  const [major, minor] = floor.split('.').map(Number)
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number)
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return

  console.error(`Portico needs Node ${floor} or newer; this is ${process.version}.`)
  process.exit(1)
}
