import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect } from 'chai'

import { readEnvFile } from './env-file.js'

describe('.env', () => {
  let directory: string

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'portico-env-'))
  })

  afterEach(() => rmSync(directory, { recursive: true }))

  const read = (text: string): object => {
    writeFileSync(join(directory, '.env'), text)
    return readEnvFile(directory)
  }

  it('has no variables where there is no file', () => {
    expect(readEnvFile(directory)).to.deep.equal({})
  })

  it('has names, values, comments, quotes, and values over several lines', () => {
    const text = `# first
A=1
export B = two words # said

C="with # in it"   # behind
D='it'
E=\`x\`
F=
KEY="-----BEGIN
-----END"
G=https://u:p@h/?a=b#c`
    expect(read(text)).to.deep.equal({
      ...{ A: '1', B: 'two words', C: 'with # in it', D: 'it', E: 'x', F: '' },
      ...{ KEY: '-----BEGIN\n-----END', G: 'https://u:p@h/?a=b' },
    })
  })

  it('may have lines that end as those of Windows do', () => {
    expect(read('A=1\r\nB=2\r\n')).to.deep.equal({ A: '1', B: '2' })
  })

  for (const [what, text, line] of [
    ['no =', 'A=1\nSECRET', 2],
    ['no name', '=SECRET', 1],
    ['a name with a space', '\n\nA B=SECRET', 3],
    ['a quote that nothing ends', 'A=1\nB="SECRET\nC=3\n', 2],
    ['text behind a quote', "B='a'SECRET", 1],
  ] as const) {
    it(`is refused with the line's number, not with what it says, for ${what}`, () => {
      expect(() => read(text))
        .to.throw(`.env:${line} must be NAME=value`)
        .with.property('message')
        .that.does.not.contain('SECRET')
    })
  }
})
