import { once } from 'node:events'

import { expect } from 'chai'

import { type CliProject, createCliProject } from '../support/cli-project.js'
import { collect } from '../support/run-child.js'

const TALKING = `
import { fastapiEndpoint } from '@portico/sdk'

export class Talking {
  @fastapiEndpoint({ public: true })
  talk() {
    console.log('somebody called')
    return 'hello'
  }
}
`

describe('Whoever reads the output of runtime serve', () => {
  let project: CliProject

  beforeEach(() => {
    project = createCliProject({ 'talking.ts': TALKING })
  })

  afterEach(() => project.remove())

  it('may leave, and the server goes on', async () => {
    const child = project.start(['serve', '--port', '0', 'talking.ts'])
    const ended = once(child, 'exit')
    try {
      const stdout = collect(child.stdout)
      const url = (): string | undefined => /http:\/\/[^\s/]+:\d+/.exec(stdout())?.[0]
      while (url() === undefined) await Promise.race([once(child.stdout ?? child, 'data'), ended])
      child.stdout?.destroy()
      child.stderr?.destroy()
      for (const _ of [1, 2, 3]) {
        expect(await (await fetch(`${url()}/talk`)).json()).to.equal('hello')
      }
    } finally {
      child.kill('SIGKILL')
      await ended
    }
  })
})
