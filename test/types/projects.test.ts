import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { expect } from 'chai'

import { type AppFolder, createAppFolder } from '../support/app-folder.js'
import { REPOSITORY } from '../support/repository.js'

const TSC = join(REPOSITORY, 'node_modules/typescript/bin/tsc')

/** What a user writes; each line that is expected to be an error says that types are not `any`. */
const APP = `
import { AuthError, CallerToken, type CallerTokenInfo, QueryParam, type Scheme, fastapiEndpoint } from '@portico/sdk'
import { type Runtime, createRuntime } from '@portico/runtime'

const apiKey: Scheme = {
  name: 'api-key',
  challenge: 'ApiKey',
  authenticate: ({ headers }) =>
    headers.values('x-key').length === 0
      ? undefined
      : { ok: false, error: new AuthError('invalid_credentials', 'wrong') },
}

export class Greeter {
  @fastapiEndpoint({ requiresProxyAuth: true })
  hello(@QueryParam('name', { minLength: 1 }) name: string, @CallerToken() caller: CallerTokenInfo) {
    return name + caller.id
  }

  @fastapiEndpoint({ auth: apiKey, method: 'POST' })
  count(x: number) {
    return x
  }
}

export async function main(): Promise<number> {
  const runtime: Runtime = await createRuntime({ handlers: [Greeter], store: 'sqlite::memory:' })
  const { port } = await runtime.listen({ port: 0 })
  const { status } = await fetch(\`http://127.0.0.1:\${port}/hello\`)
  await runtime.close()
  return status
}

// @ts-expect-error There is no such option.
fastapiEndpoint({ requireProxyAuth: true })
// @ts-expect-error Koa's middleware has a type.
export const text = (runtime: Runtime): string => runtime.middleware()
void main().then(console.log)
`

/** Compiler settings of projects, by the package's \`type\`. */
const PROJECTS = [
  { type: 'commonjs', module: 'commonjs', moduleResolution: 'bundler' },
  { type: 'commonjs', module: 'node20', moduleResolution: 'node16' },
  { type: 'commonjs', module: 'nodenext', moduleResolution: 'nodenext' },
  { type: 'module', module: 'node16', moduleResolution: 'node16' },
  { type: 'module', module: 'nodenext', moduleResolution: 'nodenext' },
]

describe('a TypeScript project', () => {
  for (const { type, ...compilerOptions } of PROJECTS) {
    const { module } = compilerOptions
    it(`of type ${type} with module ${module} compiles with our types, and runs`, () => {
      const folder = createAppFolder({
        'package.json': JSON.stringify({ type }),
        'tsconfig.json': JSON.stringify({ compilerOptions: { ...SETTINGS, ...compilerOptions } }),
        'app.ts': APP,
      })
      try {
        expect(compile(folder)).to.equal('')
        const out = execFileSync(process.execPath, [folder.file('out/app.js')], {
          encoding: 'utf8',
        })
        expect(out).to.equal('401\n')
      } finally {
        folder.remove()
      }
    })
  }
})

const SETTINGS = {
  ...{ target: 'es2022', strict: true, skipLibCheck: true, rootDir: '.', outDir: 'out' },
  ...{ experimentalDecorators: true, emitDecoratorMetadata: true, types: ['node'] },
}

/** What the compiler has to say. */
function compile({ path }: AppFolder): string {
  return spawnSync(process.execPath, [TSC, '-p', path], { encoding: 'utf8' }).stdout
}
