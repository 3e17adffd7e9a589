/** What a part of a description says to people. */
type Described = Readonly<Record<string, unknown>>

/** The comment above a member, with its line break; empty where there is nothing to say. */
export function toComment(part: unknown): string {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return ''
  const lines = linesOf({ ...part }).flatMap((line) => line.trim().split(/\r\n?|\n/))
  // The end of a comment within one would make code of what follows.
  const safe = lines.map((line) => line.replaceAll('*/', '*\\/'))
  if (safe.length < 2) return safe.map((line) => `/** ${line} */\n`).join('')
  return `/**\n${safe.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */\n`
}

function linesOf(part: Described): readonly string[] {
  const { title, summary, description, format, default: byDefault, deprecated } = part
  return [
    ...[title, summary, description].filter((text) => typeof text === 'string' && text !== ''),
    ...(typeof format === 'string' ? [`Format: ${format}`] : []),
    ...(deprecated === true ? ['@deprecated'] : []),
    ...(byDefault === undefined ? [] : [`@default ${JSON.stringify(byDefault)}`]),
  ].map(String)
}
