import { readFileSync } from 'node:fs'

import { expect } from 'chai'

import type { Setting } from './setting.js'
import { SETTINGS } from './settings.js'

const settings: readonly Setting<unknown>[] = Object.values(SETTINGS)

describe('settings', () => {
  it('have one row each in docs/configuration.md, and it has no others', () => {
    const document = readFileSync(
      new URL('../../../../docs/configuration.md', import.meta.url),
      'utf8',
    )
    const rows = document.split('\n').filter((line) => line.startsWith('| `'))
    expect(rows.map(toCells)).to.deep.equal(settings.map(toRow))
  })

  for (const { name, variables, default: value, format } of settings) {
    it(`${name} has a kebab-case name, a variable of ours, and a default that it would take`, () => {
      expect(name).to.match(/^[a-z]+(-[a-z]+)*$/)
      expect(variables[0]).to.equal(`PORTICO_${name.toUpperCase().replaceAll('-', '_')}`)
      if (value !== undefined) expect(format.parse(String(value))).to.equal(value)
    })
  }
})

function toRow(setting: Setting<unknown>): readonly string[] {
  const { name, short, placeholder, variables, defaultText, format, description } = setting
  const flag = placeholder === undefined ? `--${name}` : `--${name} ${placeholder}`
  return [
    code(name),
    short === undefined ? code(flag) : `${code(`-${short}`)}, ${code(flag)}`,
    variables.map(code).join(', '),
    defaultText ?? code(String(setting.default)),
    format.allowed,
    description,
  ]
}

function code(text: string): string {
  return `\`${text}\``
}

function toCells(row: string): readonly string[] {
  return row
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}
