import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect } from 'chai'

import type { writeTypes as Write } from '../../packages/runtime/src/client/write-types.js'
import { type CliProject, createCliProject } from '../support/cli-project.js'
import { compileFolder } from '../support/compile-folder.js'
import { REPOSITORY } from '../support/repository.js'
import { EVERY_ENDPOINT } from './every-endpoint.js'

const ORACLE = join(REPOSITORY, 'test/oracle')
const EXAMPLES = join(REPOSITORY, 'examples')
const EXAMPLE_NAMES = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Each line is wrong where one of the two takes what the other doesn't. */
const SAME = `
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Each<A, B> = { [K in keyof A | keyof B]: K extends keyof A & keyof B ? Same<A[K], B[K]> : false }
`

describe('the types of runtime client', function () {
  this.timeout(60_000)

  let project: CliProject
  let complaints: readonly string[]
  /** Names of the API descriptions, `<name>.json`. */
  const names = [...EXAMPLE_NAMES, 'every-endpoint', 'every-feature']

  before(async function () {
    if (!existsSync(join(ORACLE, 'node_modules'))) return this.skip()
    project = createCliProject({ 'every.ts': EVERY_ENDPOINT })
    await Promise.all([
      ...EXAMPLE_NAMES.map((name) => writeOurs(name, `${name}/app.ts`, EXAMPLES)),
      writeOurs('every-endpoint', 'every.ts', project.path),
    ])
    await writeFeatures(project.path)
    await writeTheirs(names)
    for (const name of names) writeFileSync(join(project.path, `${name}.check.ts`), toCheck(name))
    complaints = await compileFolder(project.path)
  })

  after(() => project?.remove())

  /** The description of an app, and its client. */
  async function writeOurs(name: string, app: string, cwd: string): Promise<void> {
    const described = await project.run(['openapi', app, '--all'], { cwd })
    writeFileSync(join(project.path, `${name}.json`), described.stdout)
    const output = join(project.path, name)
    const written = await project.run(['client', app, '-o', output], { cwd })
    expect(written.code, written.stderr).to.equal(0)
  }

  /** A description of every feature, ours of it, and one of which a detail is wrong. */
  async function writeFeatures(folder: string): Promise<void> {
    const file = join(REPOSITORY, 'packages/runtime/dist/client/write-types.js')
    const { writeTypes }: { readonly writeTypes: typeof Write } = await import(file)
    const text = readFileSync(join(REPOSITORY, 'test/client/every-feature.json'), 'utf8')
    const types = writeTypes(JSON.parse(text))
    writeFileSync(join(folder, 'every-feature.json'), text)
    writeFileSync(join(folder, 'every-feature.types.ts'), types)
    writeFileSync(join(folder, 'wrong.types.ts'), types.replace('mapT?', 'mapT'))
    writeFileSync(join(folder, 'wrong.check.ts'), toCheck('every-feature', 'wrong.types'))
  }

  async function writeTheirs(all: readonly string[]): Promise<void> {
    const files = all.flatMap((name) => [
      join(project.path, `${name}.json`),
      join(project.path, `${name}.theirs.ts`),
    ])
    await promisify(execFile)(process.execPath, [join(ORACLE, 'write-types.js'), ...files])
  }

  function toCheck(name: string, own?: string): string {
    const ours = own ?? (name === 'every-feature' ? `${name}.types` : `${name}/types`)
    return `
import type * as ours from './${ours}.js'
import type * as theirs from './${name}.theirs.js'
${SAME}
export const paths: Same<ours.paths, theirs.paths> = true
export const components: Same<ours.components, theirs.components> = true
export const operations: Same<ours.operations, theirs.operations> = true
export const schemas: Record<string, true> = {} as Each<ours.components['schemas'], theirs.components['schemas']>
`
  }

  for (const name of names) {
    it(`are those that openapi-typescript makes of the same description: ${name}`, () => {
      expect(complaints.filter((line) => line.startsWith(`${name}.`))).to.deep.equal([])
      expect(readFileSync(join(project.path, `${name}.theirs.ts`), 'utf8')).to.contain('paths')
    })
  }

  it('compile as they are', () => {
    const checks = complaints.filter((line) => !line.startsWith('wrong.check.ts'))
    expect(checks).to.deep.equal([])
  })

  it('would be found out', () => {
    const found = complaints.filter((line) => line.startsWith('wrong.check.ts'))
    expect(found).to.not.be.empty
  })
})
