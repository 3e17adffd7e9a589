import { join } from 'node:path'

import { expect } from 'chai'

import { findCycle } from './architecture/find-cycle.js'
import { layerOf, type Layers, RUNTIME_LAYERS, SDK_LAYERS } from './architecture/layers.js'
import { readSourceFiles, type SourceFile, toSourceFile } from './architecture/source-file.js'
import { REPOSITORY } from './support/repository.js'

const sdk = readSourceFiles(join(REPOSITORY, 'packages/sdk/src'))
const runtime = readSourceFiles(join(REPOSITORY, 'packages/runtime/src'))

describe('architecture', () => {
  for (const [name, files, layers] of [
    ['sdk', sdk, SDK_LAYERS],
    ['runtime', runtime, RUNTIME_LAYERS],
  ] as const) {
    describe(name, () => {
      it('has only folders that the table of layers lists', () => {
        const unlisted = files.filter(({ path }) => layerOf(path, layers) === undefined)
        expect(unlisted.map(({ path }) => path)).to.deep.equal([])
      })

      it('imports only what the table of layers allows', () => {
        expect(forbiddenImports(files, layers)).to.deep.equal([])
      })

      it('has no import cycle, types included', () => {
        expect(findCycle(files)).to.equal(undefined)
      })

      it('imports no index', () => {
        const guilty = files.filter(({ imports }) => imports.some((path) => isIndex(path)))
        expect(guilty.map(({ path }) => path)).to.deep.equal([])
      })
    })
  }

  it('keeps the sdk free of everything but routing-controllers and its metadata', () => {
    const packages = new Set(
      sdk.filter((file) => !isOfClient(file)).flatMap((file) => file.packages),
    )
    expect([...packages].toSorted()).to.deep.equal(['reflect-metadata', 'routing-controllers'])
  })

  it('keeps what browsers load of the sdk free of everything but openapi-fetch', () => {
    const loaded = reachableFrom('client/index.ts', sdk)
    expect(loaded.filter(({ path }) => !path.startsWith('client/')).map(({ path }) => path))
      .to.include('auth/token-pair.ts')
      .and.not.include('index.ts')
    expect(new Set(loaded.flatMap((file) => file.packages))).to.deep.equal(
      new Set(['openapi-fetch']),
    )
  })

  for (const name of [
    'reflect-metadata',
    'node:child_process',
    'node:sqlite',
    '@photostructure/sqlite',
    'pg',
  ]) {
    it(`touches ${name} in one file at most`, () => {
      const importers = [...sdk, ...runtime].filter(({ packages }) => packages.includes(name))
      expect(importers.map(({ path }) => path)).to.have.lengthOf.at.most(1)
    })
  }

  it('reads environment variables in one file of the runtime, and one of the client', () => {
    const readers = [...sdk, ...runtime].filter((file) => file.readsEnvironment)
    expect(readers.map(({ path }) => path)).to.deep.equal([
      // A client is a program's own: nobody has handed it the variables.
      'client/environment-token.ts',
      'config/environment-variables.ts',
    ])
  })
})

describe('the architecture tests themselves', () => {
  it('see imports of every form', () => {
    const file = toSourceFile(
      'a/b.ts',
      `import type { A } from './type.js'
       import './effect.js'
       export { b } from '../named.js'
       export type * from './all.js'
       type T = import('./import-type.js').T
       const d = await import('./dynamic.js')
       const r = require('package')`,
    )
    expect(file.imports).to.have.members([
      'a/type.ts',
      'a/effect.ts',
      'named.ts',
      'a/all.ts',
      'a/import-type.ts',
      'a/dynamic.ts',
    ])
    expect(file.packages).to.deep.equal(['package'])
  })

  it('see where the environment is read', () => {
    expect(toSourceFile('a.ts', 'run(process.env.HOME)')).to.include({ readsEnvironment: true })
    expect(toSourceFile('a.ts', 'globalThis.process?.env.HOME')).to.include({
      readsEnvironment: true,
    })
    expect(toSourceFile('a.ts', 'run(environment.HOME)')).to.include({ readsEnvironment: false })
  })

  it('see a cycle, and an import that the table forbids', () => {
    const files = [
      toSourceFile('low/a.ts', `import type { B } from '../high/b.js'`),
      toSourceFile('high/b.ts', `import type { A } from '../low/a.js'`),
    ]
    expect(findCycle(files)).to.deep.equal(['low/a.ts', 'high/b.ts', 'low/a.ts'])
    expect(forbiddenImports(files, { low: [], high: ['low'] })).to.deep.equal([
      'low/a.ts imports high/b.ts',
    ])
  })
})

function forbiddenImports(files: readonly SourceFile[], layers: Layers): readonly string[] {
  return files.flatMap(({ path, imports }) => {
    const own = layerOf(path, layers)
    const allowed = own === undefined ? [] : [own, ...(layers[own] ?? [])]
    return imports
      .filter((target) => !allowed.includes(layerOf(target, layers) ?? ''))
      .map((target) => `${path} imports ${target}`)
  })
}

function isOfClient({ path }: SourceFile): boolean {
  return path.startsWith('client/')
}

/** A file and everything that it loads, types included. */
function reachableFrom(path: string, files: readonly SourceFile[]): readonly SourceFile[] {
  const reached = new Set<SourceFile>()
  function visit(next: string): void {
    const file = files.find((each) => each.path === next)
    if (file === undefined || reached.has(file)) return
    reached.add(file)
    file.imports.forEach(visit)
  }
  visit(path)
  return [...reached]
}

function isIndex(path: string): boolean {
  return path === 'index.ts' || path.endsWith('/index.ts')
}
