import { cpSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { ROOT } from './repository.js'

const OWN = ['index.html', 'page.css', 'page.js']

/** What the page needs of Swagger UI, which itself isn't a dependency of anybody's. */
const OF_SWAGGER_UI = {
  'swagger-ui-bundle.js': 'swagger-ui-bundle.js',
  'swagger-ui-bundle.js.LICENSE.txt': 'swagger-ui-bundle.js.LICENSE.txt',
  'swagger-ui.css': 'swagger-ui.css',
  LICENSE: 'swagger-ui.LICENSE',
  NOTICE: 'swagger-ui.NOTICE',
}

/** Puts the files of the page at `/docs` where the runtime serves them from. */
export function copyDocsPage() {
  const target = join(ROOT, 'packages/runtime/dist/docs-page')
  mkdirSync(target, { recursive: true })
  const own = join(ROOT, 'packages/runtime/docs-page')
  for (const name of OWN) cpSync(join(own, name), join(target, name))
  const swaggerUi = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  for (const [name, asName] of Object.entries(OF_SWAGGER_UI)) {
    cpSync(join(swaggerUi, name), join(target, asName))
  }
}
