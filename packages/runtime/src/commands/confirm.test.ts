import { expect } from 'chai'

import { CommandError } from './command-error.js'
import { confirm } from './confirm.js'

describe('confirm', () => {
  const asked: string[] = []

  async function outcomeOf(answer: string, interactive = true): Promise<unknown> {
    const ask = async (question: string): Promise<string> => {
      asked.push(question)
      return answer
    }
    return confirm({ interactive, ask }, 'Are you sure?').catch((error: unknown) => error)
  }

  beforeEach(() => asked.splice(0))

  for (const answer of ['y', 'Y', 'yes', ' yes ']) {
    it(`goes on after "${answer}"`, async () => {
      expect(await outcomeOf(answer)).to.equal(undefined)
      expect(asked).to.deep.equal(['Are you sure? [y/N] '])
    })
  }

  for (const answer of ['', 'n', 'no', 'yep', 'oh yes']) {
    it(`aborts after "${answer}"`, async () => {
      expect(await outcomeOf(answer))
        .to.be.instanceOf(CommandError)
        .and.include({ exitCode: 1 })
    })
  }

  it('aborts without asking where nobody is there', async () => {
    const outcome = await outcomeOf('y', false)
    expect(outcome).to.have.property('message').that.contains('no interactive terminal detected')
    expect(asked).to.deep.equal([])
  })
})
