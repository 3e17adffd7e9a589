import { APP_OPTIONS, type AppOptions } from '@portico/sdk'

/**
 * Puts together what two places say of one app.
 *
 * @throws TypeError where both say the same thing.
 */
export function mergeAppOptions(
  left: AppOptions | undefined,
  right: AppOptions | undefined,
): AppOptions {
  const options = { ...left, ...right }
  for (const name of toNames(APP_OPTIONS)) {
    if (left?.[name] === undefined || right?.[name] === undefined) continue
    throw new TypeError(`${name} is given twice, by defineApp() and as an option: keep one`)
  }
  return Object.freeze(options)
}

function toNames(record: typeof APP_OPTIONS): readonly (keyof AppOptions)[] {
  // The record's type says that it has these names and no others.
  return Object.keys(record) as (keyof AppOptions)[]
}
