import { type FlatToken, toShape } from './path-variant.js'

/**
 * Orders patterns that may stand at the same place of a path, the more specific first: the one
 * with more fixed characters before its wildcard, then with more in all, then by spelling, so
 * that the order of declaration never decides.
 */
export function compareSpecificity(
  left: readonly FlatToken[],
  right: readonly FlatToken[],
): number {
  return (
    textLength(beforeWildcard(right)) - textLength(beforeWildcard(left)) ||
    textLength(right) - textLength(left) ||
    (toShape(left) < toShape(right) ? -1 : 1)
  )
}

function beforeWildcard(tokens: readonly FlatToken[]): readonly FlatToken[] {
  const index = tokens.findIndex((token) => token.type === 'wildcard')
  return index === -1 ? tokens : tokens.slice(0, index)
}

function textLength(tokens: readonly FlatToken[]): number {
  return tokens.reduce((sum, token) => sum + (token.type === 'text' ? token.value.length : 0), 0)
}
