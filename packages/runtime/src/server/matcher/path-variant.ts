import type { Key, Text, Token } from 'path-to-regexp'

/** A part of a path without optional groups. */
export type FlatToken = Key | Text

/** What stands between two slashes; a tail takes the rest of the path, slashes included. */
export type Segment =
  | { readonly kind: 'static'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'mixed'; readonly tokens: readonly FlatToken[] }
  | { readonly kind: 'tail'; readonly tokens: readonly FlatToken[] }

/** A path template with each of its optional groups either there or not. */
export interface PathVariant {
  readonly segments: readonly Segment[]
  /** The variant with the names of its parameters erased; equal shapes match the same paths. */
  readonly shape: string
}

const UNREACHABLE = /\/\/|\/\.{1,2}(?=\/|$)|%2F|%5C|%00/

/**
 * Yields the variants of a template, groups present before groups absent, in the order in which
 * path-to-regexp tries them.
 */
export function* expandGroups(
  tokens: readonly Token[],
  before: readonly FlatToken[] = [],
): Generator<readonly FlatToken[]> {
  const index = tokens.findIndex((token) => token.type === 'group')
  const group = tokens[index]
  if (group?.type !== 'group') {
    yield [...before, ...tokens.filter(isFlat)]
    return
  }
  const head = [...before, ...tokens.slice(0, index).filter(isFlat)]
  const rest = tokens.slice(index + 1)
  for (const inside of expandGroups(group.tokens, head)) yield* expandGroups(rest, inside)
  yield* expandGroups(rest, head)
}

/** Cuts a variant at its slashes. */
export function toPathVariant(tokens: readonly FlatToken[]): PathVariant {
  return { segments: toSegments(tokens), shape: toShape(tokens) }
}

/** Whether any canonical path can match; `//`, `.` and `..` segments never arrive. */
export function isReachable({ shape }: PathVariant): boolean {
  return shape.startsWith('/') && !UNREACHABLE.test(shape)
}

/** Text is canonical and so without braces, which makes the shape unambiguous. */
export function toShape(tokens: readonly FlatToken[]): string {
  return tokens
    .map((token) => (token.type === 'text' ? token.value : token.type === 'param' ? '{}' : '{*}'))
    .join('')
}

function toSegments(tokens: readonly FlatToken[]): readonly Segment[] {
  const pieces: FlatToken[][] = [[]]
  let isTail = false
  for (const token of tokens) {
    if (token.type === 'wildcard') isTail = true
    const [first, ...others] = token.type === 'text' && !isTail ? splitText(token) : [token]
    if (first !== undefined) pieces.at(-1)?.push(first)
    for (const other of others) pieces.push([other])
  }
  // Every reachable path starts with a slash, so the first piece is empty.
  return pieces.slice(1).map(toSegment)
}

function splitText({ value }: Text): readonly Text[] {
  return value.split('/').map((text) => ({ type: 'text', value: text }))
}

function toSegment(piece: readonly FlatToken[]): Segment {
  const tokens = piece.filter((token) => token.type !== 'text' || token.value !== '')
  const [only] = tokens
  if (tokens.some((token) => token.type === 'wildcard')) return { kind: 'tail', tokens }
  if (tokens.every((token) => token.type === 'text')) {
    return { kind: 'static', text: tokens.map((token) => token.value).join('') }
  }
  if (tokens.length === 1 && only?.type === 'param') return { kind: 'parameter', name: only.name }
  return { kind: 'mixed', tokens }
}

function isFlat(token: Token): token is FlatToken {
  return token.type !== 'group'
}
