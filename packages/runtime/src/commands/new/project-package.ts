import { createRequire } from 'node:module'

/** Versions of what a project is tested and checked with: those that this package is tested with. */
const DEV_VERSIONS: Readonly<Record<string, string>> = {
  '@types/chai': '^5.2.3',
  '@types/mocha': '^10.0.10',
  '@types/node': '^20.19.43',
  chai: '^6.3.0',
  mocha: '^12.0.3',
  typescript: '^7.0.2',
}

/** What is read of our own `package.json`. */
interface OwnPackage {
  readonly version: string
  readonly engines: { readonly node: string }
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

const COMPILER = '@oxc-node/core'

/** The `package.json` of a new project, with the versions that fit this one. */
export function toProjectPackage(name: string): object {
  const { version, engines, dependencies, peerDependencies } = readOwnPackage()
  return {
    name,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines,
    portico: { app: 'src/app.ts' },
    scripts: {
      dev: 'runtime dev',
      start: 'runtime serve src/app.ts',
      test: 'mocha',
      check: 'tsc',
    },
    mocha: { spec: 'test/**/*.test.ts', 'node-option': [`import=${COMPILER}/register`] },
    dependencies: sorted({
      '@portico/runtime': `^${version}`,
      '@portico/sdk': `^${version}`,
      ...peerDependencies,
    }),
    devDependencies: sorted({ ...DEV_VERSIONS, [COMPILER]: dependencies[COMPILER] ?? '*' }),
  }
}

function readOwnPackage(): OwnPackage {
  return createRequire(import.meta.url)('../../../package.json')
}

function sorted(versions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(versions).toSorted(([left], [right]) => (left < right ? -1 : 1)),
  )
}
