import { expect } from 'chai'

import { createLastUsedRecorder } from './last-used.js'

type Uses = ReadonlyMap<string, Date>

describe('createLastUsedRecorder', () => {
  it('writes each token once, with its last use, when it is closed', async () => {
    const written: Uses[] = []
    let time = 1_000
    const recorder = createLastUsedRecorder(storing(written), { now: () => time })
    recorder.record('wk-1')
    recorder.record('wk-2')
    time = 2_000
    recorder.record('wk-1')
    await recorder.close()

    const expected = new Map([
      ['wk-1', new Date(2_000)],
      ['wk-2', new Date(1_000)],
    ])
    expect(written).to.deep.equal([expected])
  })

  it('writes after the interval without being closed', async () => {
    const uses = await new Promise<Uses>((resolve) => {
      const store = { touch: async (batch: Uses) => resolve(batch) }
      createLastUsedRecorder(store, { intervalMs: 1 }).record('wk-1')
    })
    expect([...uses.keys()]).to.deep.equal(['wk-1'])
  })

  it('writes nothing where nothing was used, or after it was closed', async () => {
    const written: Uses[] = []
    const recorder = createLastUsedRecorder(storing(written))
    await recorder.close()
    recorder.record('wk-1')
    await recorder.close()
    expect(written).to.deep.equal([])
  })

  it('tells of a failed write and tries again with the next', async () => {
    const errors: unknown[] = []
    const written: Uses[] = []
    let failing = true
    const store = {
      async touch(uses: Uses) {
        if (failing) throw new Error('disk full')
        written.push(uses)
      },
    }
    const recorder = createLastUsedRecorder(store, { onError: (error) => errors.push(error) })
    recorder.record('wk-1')
    await recorder.close()
    expect(errors.map(String)).to.deep.equal(['Error: disk full'])

    failing = false
    await recorder.close()
    expect(written.map((uses) => [...uses.keys()])).to.deep.equal([['wk-1']])
  })
})

function storing(written: Uses[]) {
  return {
    async touch(uses: Uses) {
      written.push(uses)
    },
  }
}
