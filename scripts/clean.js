import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { PACKAGES, ROOT } from './support/repository.js'

for (const path of ['build', 'coverage', ...PACKAGES.map((folder) => `${folder}/dist`)]) {
  rmSync(join(ROOT, path), { recursive: true, force: true })
}
