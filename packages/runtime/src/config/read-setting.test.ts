import { expect } from 'chai'

import { type SettingSources, readSetting } from './read-setting.js'
import { SettingError } from './setting-error.js'
import { SETTINGS } from './settings.js'

describe('readSetting', () => {
  it('takes the flag, else the variable, else the file, else the default', () => {
    const flags = new Map([['port', '1']])
    const variables = { PORTICO_PORT: '2', PORT: '3' }
    const file = { path: 'portico.yaml', values: new Map([['port', '4']]) }
    const read = (given: Partial<SettingSources>): number =>
      readSetting(SETTINGS.port, sources(given))

    expect(read({ flags, variables, file })).to.equal(1)
    expect(read({ variables, file })).to.equal(2)
    expect(read({ variables: { PORT: '3' }, file })).to.equal(3)
    expect(read({ variables: { PORTICO_PORT: '' }, file })).to.equal(4)
    expect(read({})).to.equal(8080)
  })

  for (const [given, sentence, exitCode] of [
    [
      { flags: new Map([['port', 'x']]) },
      '--port must be a whole number from 0 to 65535, not "x".',
      2,
    ],
    [
      { variables: { PORT: '65536' } },
      'The variable PORT must be a whole number from 0 to 65535, not "65536".',
      1,
    ],
    [
      { file: { path: 'portico.yaml', values: new Map([['port', '-1']]) } },
      '"port" in portico.yaml must be a whole number from 0 to 65535, not "-1".',
      1,
    ],
  ] as const) {
    it(`refuses a wrong value with its source: ${sentence}`, () => {
      expect(() => readSetting(SETTINGS.port, sources(given)))
        .to.throw(SettingError, sentence)
        .with.property('exitCode', exitCode)
    })
  }

  it('does not fall back to a lower source where a higher one is wrong', () => {
    const given = { flags: new Map([['port', 'x']]), variables: { PORT: '3' } }
    expect(() => readSetting(SETTINGS.port, sources(given))).to.throw(SettingError)
  })
})

function sources(given: Partial<SettingSources>): SettingSources {
  return { flags: new Map(), variables: {}, file: { path: '', values: new Map() }, ...given }
}
