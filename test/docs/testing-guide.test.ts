import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'chai'

import { REPOSITORY } from '../support/repository.js'

describe('the testing guide', () => {
  it('shows a test that runs', () => {
    const guide = readFileSync(join(REPOSITORY, 'docs/testing.md'), 'utf8')
    const program = readFileSync(join(REPOSITORY, 'test/docs/greeter.test.ts'), 'utf8')
    expect(guide).to.include(`\`\`\`ts\n${program}\`\`\``)
  })
})
