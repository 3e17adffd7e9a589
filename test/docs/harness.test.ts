import { expect } from 'chai'

import { kindOf } from './block-kind.js'
import { commandsOf } from './commands.js'
import { matchesJson, matchesOutput } from './matches-output.js'
import { type Block, toBlocks } from './page.js'

const block: Block = {
  ...{ language: 'ts', file: undefined, text: '', line: 1 },
  directives: new Map<string, string>(),
}

describe('the check of code blocks', () => {
  it('finds blocks with their files and what is said about them', () => {
    const [first, second] = toBlocks(
      '<!-- not-run: too slow -->\n\n```sh\nnpm test\n```\n\ntext\n\n```ts app.ts\nlet a\n\nlet b\n```\n',
    )
    expect(first).to.deep.include({ language: 'sh', text: 'npm test', line: 3 })
    expect(first?.directives.get('not-run')).to.equal('too slow')
    expect(second).to.deep.include({ file: 'app.ts', text: 'let a\n\nlet b', line: 9 })
    expect(second?.directives.size).to.equal(0)
  })

  it('refuses languages that it knows nothing about', () => {
    expect(kindOf({ ...block, language: 'perl' })).to.equal(undefined)
    expect(kindOf({ ...block, language: '' })).to.equal(undefined)
  })

  it('reads sessions and scripts', () => {
    expect(
      commandsOf({ ...block, language: 'console', text: '$ a \\\n  b\none\n\ntwo\n$ c' }),
    ).to.deep.equal([
      { text: 'a \\\n  b', output: 'one\n\ntwo' },
      { text: 'c', output: '' },
    ])
    expect(
      commandsOf({ ...block, language: 'sh', text: '# why\na \\\n  b\nc   # remark' }),
    ).to.deep.equal([
      { text: 'a \\\n  b', output: undefined },
      { text: 'c', output: undefined },
    ])
  })

  it('takes … for what varies, and nothing else', () => {
    expect(matchesOutput('id wk-1\nend\n', 'id wk-…\nend')).to.equal(true)
    expect(matchesOutput('a\nb\nc', 'a\n…\nc')).to.equal(true)
    expect(matchesOutput('a\nc', 'a\n…\nc')).to.equal(true)
    expect(matchesOutput('a\nb', 'a')).to.equal(false)
    expect(matchesOutput('a', '')).to.equal(false)
    expect(matchesOutput('1 2', '1…3')).to.equal(false)
  })

  it('compares JSON by its values', () => {
    expect(matchesJson({ a: ['x-1', 2], b: null }, { b: null, a: ['x-…', 2] })).to.equal(true)
    expect(matchesJson({ a: { b: 1 } }, { a: '…' })).to.equal(true)
    expect(matchesJson({ a: 1, b: 2 }, { a: 1 })).to.equal(false)
    expect(matchesJson({ a: 1 }, { a: 1, b: 2 })).to.equal(false)
    expect(matchesJson([1], { 0: 1 })).to.equal(false)
  })
})
