import { expect } from 'chai'

import { kindOf } from './block-kind.js'
import { checkPage } from './check-page.js'
import { type Block, readPage } from './page.js'
import { PAGES } from './pages.js'
import { createPorts } from './ports.js'
import { openWorkshop, type Workshop } from './workshop.js'

const MOST_NOT_RUN = 12

const pages = PAGES.map((path) => ({ page: readPage(path), ports: createPorts() })).filter(
  ({ page }) => page.blocks.length > 0,
)

describe('code blocks of the guide', function () {
  this.timeout(60_000)

  let workshop: Workshop
  const checks = new Map<number, Promise<ReadonlyMap<Block, unknown>>>()

  before(async () => {
    workshop = await openWorkshop(pages)
  })

  after(async () => {
    await Promise.allSettled(checks.values())
    workshop.close()
  })

  it('are nearly all run', () => {
    const notRun = pages
      .flatMap(({ page }) => page.blocks)
      .filter((block) => kindOf(block) === 'not run')
    expect(notRun.length).to.be.at.most(MOST_NOT_RUN)
    for (const { directives } of notRun) expect(directives.get('not-run')).to.match(/\w+ \w+/)
  })

  it('are all that the compiler has something to say about', () => {
    expect(workshop.otherComplaints).to.deep.equal([])
  })

  for (const [index, { page }] of pages.entries()) {
    describe(page.path, () => {
      let mistakes: ReadonlyMap<Block, unknown>

      before(async () => {
        const mine = check(index)
        // Pages mostly wait for processes: the next one goes on beside this one.
        check(index + 1).catch(() => undefined)
        mistakes = await mine
      })

      for (const block of page.blocks) {
        it(`line ${block.line}: ${block.language} ${block.file ?? ''}`.trim(), () => {
          if (mistakes.has(block)) throw mistakes.get(block)
        })
      }
    })
  }

  function check(index: number): Promise<ReadonlyMap<Block, unknown>> {
    const found = pages[index]
    const known = checks.get(index)
    if (found === undefined) return Promise.resolve(new Map())
    const started = known ?? checkPage(found.page, found.ports, workshop)
    checks.set(index, started)
    return started
  }
})
