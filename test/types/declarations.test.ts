import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { REPOSITORY } from '../support/repository.js'

interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

describe('the declarations of a package', () => {
  for (const name of ['sdk', 'runtime']) {
    it(`get every type from what is installed with it: ${name}`, () => {
      const folder = join(REPOSITORY, 'packages', name)
      const manifest: PackageJson = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
      const installed = { ...manifest.dependencies, ...manifest.peerDependencies }
      const modules = importedModules(join(folder, 'dist'))
      expect(modules).to.not.be.empty
      expect(modules.filter((module) => !(typesOf(module) in installed))).to.deep.equal([])
    })
  }
})

/** Packages that published declarations import, Node's own modules left out. */
function importedModules(dist: string): readonly string[] {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  const published = files.filter((file) => file.endsWith('.d.ts') && !file.includes('.test.'))
  const imports = published.flatMap((file) =>
    [...readFileSync(join(dist, file), 'utf8').matchAll(/ from '([^.'][^']*)'/g)].map(
      ([, module = '']) => module,
    ),
  )
  return [...new Set(imports)].filter((module) => !module.startsWith('node:'))
}

/** The package that has a module's types: its own, else that of DefinitelyTyped. */
function typesOf(module: string): string {
  const typed = `@types/${module}`
  return existsSync(join(REPOSITORY, 'node_modules', typed)) ? typed : module
}
