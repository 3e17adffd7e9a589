/** A type as TypeScript writes it. */
export interface TypeText {
  readonly text: string
  /** What holds it together at the outside, so that others know when to put it in parentheses. */
  readonly joinedBy?: '&' | '|'
}

export const NEVER: TypeText = { text: 'never' }
export const UNKNOWN: TypeText = { text: 'unknown' }
export const NULL: TypeText = { text: 'null' }

/** Any of these; a type that is there twice is written once. */
export function toUnion(types: readonly TypeText[]): TypeText {
  return join(types, '|', (type) => type.text)
}

/** All of these at once. */
export function toIntersection(types: readonly TypeText[]): TypeText {
  return join(types, '&', (type) => (type.joinedBy === '|' ? `(${type.text})` : type.text))
}

/** A list of these. */
export function toArray(type: TypeText): TypeText {
  return { text: type.joinedBy === undefined ? `${type.text}[]` : `(${type.text})[]` }
}

/** Members between braces, one a line or more. */
export function toBlock(members: readonly string[]): TypeText {
  if (members.length === 0) return { text: '{}' }
  return { text: `{\n${members.map((member) => `  ${indent(member)}\n`).join('')}}` }
}

/** The type of exactly this JSON value. */
export function toLiteral(value: unknown): TypeText {
  if (Array.isArray(value))
    return { text: `[${value.map((each) => toLiteral(each).text).join(', ')}]` }
  if (typeof value !== 'object' || value === null)
    return { text: JSON.stringify(value) ?? 'unknown' }
  const members = Object.entries(value).map(([key, each]) => toMember(key, toLiteral(each)))
  return members.length === 0 ? { text: 'Record<string, never>' } : toBlock(members)
}

/** How a member is written besides its name and type. */
export interface MemberOptions {
  readonly optional?: boolean
  readonly readonly?: boolean
  /** Of {@link toComment}: what stands above it. */
  readonly comment?: string
}

/** A member of a block. */
export function toMember(name: string, type: TypeText, options: MemberOptions = {}): string {
  const { optional = false, readonly = false, comment = '' } = options
  return `${comment}${readonly ? 'readonly ' : ''}${toKey(name)}${optional ? '?' : ''}: ${type.text}`
}

function toKey(name: string): string {
  const isPlain = /^[A-Za-z_$][\w$]*$/.test(name) || /^(?:0|[1-9]\d{0,14})$/.test(name)
  return isPlain ? name : JSON.stringify(name)
}

function indent(text: string): string {
  return text.replaceAll('\n', '\n  ')
}

function join(
  types: readonly TypeText[],
  joinedBy: '&' | '|',
  write: (type: TypeText) => string,
): TypeText {
  const [first = NEVER, ...others] = new Map(types.map((type) => [type.text, type])).values()
  if (others.length === 0) return first
  return { text: [first, ...others].map(write).join(` ${joinedBy} `), joinedBy }
}
