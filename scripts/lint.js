import { versionMistakes } from './support/version-mistakes.js'
import { PACKAGES, runTool } from './support/repository.js'

const CHECKS = [
  ['oxlint', '--deny-warnings'],
  ['prettier', '--check', '--log-level=warn', '.'],
  ['knip'],
  ...PACKAGES.map((path) => ['publint', '--strict', path]),
]

const failed = []
for (const [tool, ...args] of CHECKS) {
  if ((await runTool(tool, ...args)) !== 0) failed.push([tool, ...args].join(' '))
}
for (const mistake of versionMistakes()) {
  console.error(mistake)
  failed.push('versions')
}

if (failed.length > 0) console.error(`Lint failed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
