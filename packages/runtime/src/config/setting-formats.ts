import type { SettingFormat } from './setting.js'

const SWITCH = new Map([
  ['on', true],
  ['true', true],
  ['off', false],
  ['false', false],
])

/** Takes whole numbers in decimal digits, bounds included. */
export function wholeNumber(least: number, greatest: number): SettingFormat<number> {
  return {
    allowed: `a whole number from ${least} to ${greatest}`,
    parse(text) {
      const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN
      return value >= least && value <= greatest ? value : undefined
    },
  }
}

/** Takes one of a few words. */
export function oneOf<const T extends string>(words: readonly T[]): SettingFormat<T> {
  return {
    allowed: `one of ${words.join(', ')}`,
    parse: (text) => words.find((word) => word === text),
  }
}

/** Takes `on` and `off`, and YAML's `true` and `false`. */
export function onOrOff(): SettingFormat<boolean> {
  return { allowed: 'on or off', parse: (text) => SWITCH.get(text) }
}

/** Takes text that matches `pattern` as a whole. */
export function textLike(pattern: RegExp, allowed: string): SettingFormat<string> {
  return textWhere((text) => pattern.test(text), allowed)
}

/** Takes text of which `isAllowed` holds. */
export function textWhere(
  isAllowed: (text: string) => boolean,
  allowed: string,
): SettingFormat<string> {
  return { allowed, parse: (text) => (isAllowed(text) ? text : undefined) }
}
