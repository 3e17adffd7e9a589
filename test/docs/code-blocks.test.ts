import { dirname, join } from 'node:path'

import { expect } from 'chai'

import type { AppFolder } from '../support/app-folder.js'
import { REPOSITORY } from '../support/repository.js'
import { fileOf, kindOf } from './block-kind.js'
import {
  compileSnapshots,
  createSnapshotFolder,
  type Refusals,
  runTest,
  serveApps,
} from './check-programs.js'
import { commandsOf } from './commands.js'
import { matchesJson, matchesOutput } from './matches-output.js'
import { type Block, readPage } from './page.js'
import { type PageResult, PageRun } from './page-run.js'
import { PAGES } from './pages.js'
import { createPorts } from './ports.js'
import { type Snapshot, writeSnapshots } from './snapshots.js'

const MOST_NOT_RUN = 12

const pages = PAGES.map((path) => ({ page: readPage(path), ports: createPorts() }))
const allBlocks = pages.flatMap(({ page }) => page.blocks)

describe('code blocks of the guide', function () {
  this.timeout(60_000)

  let folder: AppFolder
  let complaints: readonly string[]
  let refusals: Refusals
  const snapshots = new Map<Block, Snapshot>()

  before(async () => {
    folder = createSnapshotFolder()
    for (const { page, ports } of pages) {
      for (const snapshot of await writeSnapshots(folder.path, page, ports)) {
        snapshots.set(snapshot.block, snapshot)
      }
    }
    complaints = await compileSnapshots(folder)
    refusals = await serveApps(folder, [...snapshots.values()])
  })

  after(() => folder.remove())

  it('are nearly all run', () => {
    const notRun = allBlocks.filter((block) => kindOf(block) === 'not run')
    expect(notRun.length).to.be.at.most(MOST_NOT_RUN)
    for (const { directives } of notRun) expect(directives.get('not-run')).to.match(/\w+ \w+/)
  })

  it('are all that the compiler has something to say about', () => {
    const attributed = [...snapshots.values()].flatMap(complaintsAbout)
    expect(complaints.filter((line) => !attributed.includes(line))).to.deep.equal([])
  })

  for (const { page, ports } of pages) {
    if (page.blocks.length === 0) continue

    describe(page.path, () => {
      let run: PageRun
      let last: PageResult | undefined

      before(async () => {
        run = new PageRun(page, ports)
        if (page.path.startsWith('examples/')) await run.copy(join(REPOSITORY, dirname(page.path)))
      })

      after(() => run.close())

      for (const block of page.blocks) {
        it(`line ${block.line}: ${block.language} ${block.file ?? ''}`.trim(), async () => {
          const kind = kindOf(block)
          const setup = block.directives.get('setup')
          if (setup !== undefined) await runCommand({ text: setup, output: undefined })
          const file = fileOf(block)
          if (file !== undefined) await run.write(file, block.text)
          const snapshot = snapshots.get(block)
          if (snapshot !== undefined) expect(complaintsAbout(snapshot)).to.deep.equal([])

          switch (kind) {
            case 'app':
              return expect(refusals[snapshot?.path ?? '']).to.equal(null)
            case 'refused app':
              return expect(refusals[snapshot?.path ?? '']).to.include(
                block.directives.get('refused'),
              )
            case 'test':
              return snapshot && expect(await runTest(folder, snapshot)).to.equal('')
            case 'program':
              return snapshot && runProgram(snapshot)
            case 'session':
              for (const command of commandsOf(block)) await runCommand(command)
              return undefined
            case 'data':
              return checkData(block)
            case 'module':
            case 'not run':
              return undefined
            case undefined:
              throw new Error(
                `nothing is known about "${block.language}" blocks: see CONTRIBUTING.md`,
              )
          }
        })
      }

      async function runCommand(command: { text: string; output: string | undefined }) {
        last = await run.run(command)
        if (command.output === undefined) {
          expect(last.code, `${command.text}\n${last.output}`).to.equal(0)
        } else if (!matchesOutput(last.output, command.output)) {
          expect(last.output, command.text).to.equal(command.output)
        }
      }

      async function runProgram({ path, block }: Snapshot) {
        const file = join(folder.path, 'out', path.replace(/\.ts$/, '.js'))
        const { code, output } = await run.runProgram(file, block.directives.get('env') ?? '')
        expect(code, output).to.equal(0)
      }

      function checkData({ language, file, text }: Block) {
        if (language !== 'json') return
        const value: unknown = JSON.parse(text)
        if (file !== undefined) return
        if (last === undefined) throw new Error('no command whose answer this could be')
        const answered: unknown = JSON.parse(last.output)
        if (!matchesJson(answered, value)) expect(answered).to.deep.equal(value)
      }
    })
  }

  function complaintsAbout({ path }: Snapshot): readonly string[] {
    return complaints.filter((line) => line.startsWith(`${dirname(path)}/`))
  }
})
