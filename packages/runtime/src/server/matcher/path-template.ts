import { parse, pathToRegexp, type Token, TokenData } from 'path-to-regexp'

import { toCanonicalText } from '../path-characters.js'
import { fromOldPathSyntax, hasParameterPattern } from './old-path-syntax.js'
import { PathSyntaxError } from './path-syntax-error.js'
import { expandGroups, isReachable, type PathVariant, toPathVariant } from './path-variant.js'

/** A path template, read and checked. */
export interface PathTemplate {
  /** As written. */
  readonly path: string
  /** Its parts, text in canonical form. */
  readonly tokens: readonly Token[]
  /** Names of its parameters and its wildcard, in order. */
  readonly names: readonly string[]
  /** Every combination of its optional groups that a request can match. */
  readonly variants: readonly PathVariant[]
}

const MAX_VARIANTS = 64

/**
 * Reads a path template in the syntax of path-to-regexp 8, which is that of @koa/router 15.
 * Text may be written plainly (`/é`, `/a b`) or percent-encoded.
 *
 * @throws PathSyntaxError where it can't be read, where two parameters have one name, where it has
 * more than one wildcard or 64 variants, or where no request can match it.
 */
export function parsePathTemplate(path: string): PathTemplate {
  const tokens = parseTokens(path)
  const keys = tokens.flatMap(keysOf)
  const names = keys.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw new PathSyntaxError(path, `has the parameter "${twice}" twice: give each its own name`)
  }
  if (keys.filter(({ type }) => type === 'wildcard').length > 1) {
    throw new PathSyntaxError(
      path,
      'has more than one wildcard, which could take very long to match: leave one',
    )
  }
  return { path, tokens, names, variants: variantsOf(path, tokens) }
}

/**
 * The shapes of a template: its variants with the names of parameters erased. Two templates with
 * a shape in common match the same paths there.
 */
export function shapesOf(template: PathTemplate): string[] {
  return [...new Set(template.variants.map(({ shape }) => shape))]
}

function variantsOf(path: string, tokens: readonly Token[]): readonly PathVariant[] {
  const variants: PathVariant[] = []
  let count = 0
  for (const flat of expandGroups(tokens)) {
    if (++count > MAX_VARIANTS) {
      throw new PathSyntaxError(
        path,
        `has more than ${MAX_VARIANTS} combinations of optional groups: declare several routes`,
      )
    }
    const variant = toPathVariant(flat)
    if (isReachable(variant)) variants.push(variant)
  }
  if (variants.length > 0) return variants
  throw new PathSyntaxError(path, unreachable(path))
}

function unreachable(path: string): string {
  return path.startsWith('/') || path.startsWith('{')
    ? 'can match no request: leave out empty, "." and ".." segments, backslashes and encoded slashes'
    : 'does not start with "/": put one in front'
}

function parseTokens(path: string): readonly Token[] {
  try {
    const { tokens } = parse(path, { encodePath: toCanonicalText })
    // Compiled as well, because two parameters side by side are found only then.
    pathToRegexp(new TokenData(tokens))
    return tokens
  } catch (error) {
    throw new PathSyntaxError(path, explain(path, error))
  }
}

function explain(path: string, error: unknown): string {
  const rewritten = fromOldPathSyntax(path)
  if (rewritten !== undefined && isReadable(rewritten)) {
    const note = hasParameterPattern(path)
      ? ", and check the parameter's form where it is declared, such as @Param('id', { pattern })"
      : ''
    return `is in the old path syntax: write ${JSON.stringify(rewritten)}${note}`
  }
  const [reason = ''] = error instanceof Error ? error.message.split(/[:;]/, 1) : []
  return `can't be read (${reason}): write parameters as "/:id", the rest of a path as "/*path", optional parts as "{/:id}", and other signs with a backslash in front`
}

function isReadable(path: string): boolean {
  try {
    parsePathTemplate(path)
    return true
  } catch {
    return false
  }
}

function keysOf(token: Token): readonly { readonly type: string; readonly name: string }[] {
  if (token.type === 'text') return []
  return token.type === 'group' ? token.tokens.flatMap(keysOf) : [token]
}
