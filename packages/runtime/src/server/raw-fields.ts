/** Fields by lower-case name, each value by itself. Without a prototype: names are strangers'. */
export function distinctFields(raw: readonly string[]): Record<string, string[]> {
  const fields: Record<string, string[]> = Object.create(null)
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase()
    const values = (fields[name] ??= [])
    values.push(raw[at + 1] ?? '')
  }
  return fields
}

/** Fields by lower-case name, values of the same name joined. */
export function joinedFields(raw: readonly string[]): Record<string, string> {
  const distinct = Object.entries(distinctFields(raw))
  return Object.fromEntries(distinct.map(([name, values]) => [name, values.join(', ')]))
}

/** Values sent under `name`, in order; `undefined` where there is none. */
export function valuesOf(raw: readonly string[], name: string): string[] | undefined {
  let found: string[] | undefined
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const candidate = raw[at] ?? ''
    // Lengths first: most fields are told apart without lower-casing a name.
    if (candidate.length !== name.length || candidate.toLowerCase() !== name) continue
    found ??= []
    found.push(raw[at + 1] ?? '')
  }
  return found
}
