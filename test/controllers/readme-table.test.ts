import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { REPOSITORY } from '../support/repository.js'
import { README_APPS } from './readme-apps.js'
import { README_REFUSALS } from './readme-refusals.js'

const README = read('node_modules/routing-controllers/README.md')
const PAGE = read('docs/coming-from-routing-controllers.md')

/** Entries of the README's table of contents that say nothing about what is served. */
const NOT_ABOUT_SERVING = ['Samples', 'Release notes']

/** Sections whose examples are in every other, or in a test of their own. */
const TESTED_ELSEWHERE = [
  ...['Installation', 'Load all controllers from the given directory', 'Using DI container'],
  ...['Method Parameter Decorators', 'Middleware And Interceptor Decorators'],
]

describe('the table of what works of routing-controllers’ README', () => {
  const rows = new Map(
    [...PAGE.matchAll(/^\| (.+?) +\| (works|refused)(.*)\|$/gm)].map(
      ([, section = '', verdict = '', rest = '']) => [section, { verdict, rest }],
    ),
  )

  it('has a row for each section, in order', () => {
    expect([...rows.keys()]).to.deep.equal(sectionsOf(README))
    expect(rows.size).to.be.greaterThan(40)
  })

  it('says "works" of what is tested to work, and of nothing else', () => {
    const tested = README_APPS.flatMap(({ cases }) => cases.map(({ section }) => section))
    const said = [...rows].filter(([, { verdict }]) => verdict === 'works').map(([name]) => name)
    expect(said).to.have.members([...new Set([...tested, ...TESTED_ELSEWHERE])])
  })

  it('says "refused" of what is tested to be refused', () => {
    const refused = new Set(README_REFUSALS.map(({ section }) => section))
    for (const section of refused) {
      const { verdict, rest } = rows.get(section) ?? { verdict: '', rest: '' }
      expect(verdict + rest, section).to.contain('refused')
    }
    for (const [section, { verdict }] of rows) {
      if (verdict === 'refused') expect([...refused], section).to.include(section)
    }
  })
})

/** The entries of the table of contents that have no others beneath them. */
function sectionsOf(readme: string): readonly string[] {
  const entries = [...readme.matchAll(/^( *)- \[(.+)\]\(#.+\)$/gm)].map(
    ([, indent = '', name = '']) => ({ depth: indent.length, name }),
  )
  return entries
    .filter(({ depth }, at) => depth >= (entries[at + 1]?.depth ?? 0))
    .map(({ name }) => name)
    .filter((name) => !NOT_ABOUT_SERVING.includes(name))
}

function read(path: string): string {
  return readFileSync(join(REPOSITORY, path), 'utf8')
}
