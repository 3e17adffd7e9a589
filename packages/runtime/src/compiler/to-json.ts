import { randomUUID } from 'node:crypto'

/** Writes a value as JSON; `undefined` comes out as `null`, and a bigint as its digits. */
export function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes('BigInt')) throw error
    return toJsonWithBigints(value)
  }
}

/** Marks bigints while they are strings. Random, so that no string of a user's can be taken for one. */
const MARK = randomUUID()
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g')

function toJsonWithBigints(value: unknown): string {
  const json = JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'bigint' ? `${MARK}${member}` : member,
  )
  return json.replace(MARKED, '$1')
}
