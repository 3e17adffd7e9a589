import { pathToRegexp, TokenData } from 'path-to-regexp'

import type { PathTemplate } from './path-template.js'
import type { PathVariant, Segment } from './path-variant.js'

/** Path parameters, decoded; without a prototype, so that any name is harmless. */
export type PathParams = Readonly<Record<string, string>>

/** Reads the parameters out of a path that is known to match. */
export type ReadPathParams = (path: string) => PathParams

/** The parameters of every path without any. */
export const NO_PARAMS: PathParams = Object.freeze(emptyParams())

/** A parameter that is all of one segment, or all of the path from there on. */
interface Capture {
  readonly name: string
  readonly segment: number
  readonly toEnd: boolean
}

/** Compiles the reading of the parameters where `variant` of the template matches. */
export function compilePathParams(template: PathTemplate, variant: PathVariant): ReadPathParams {
  if (template.names.length === 0) return () => NO_PARAMS
  const hasGroups = template.tokens.some((token) => token.type === 'group')
  const captures = hasGroups ? undefined : toCaptures(variant.segments)
  return captures === undefined ? compileRegexp(template) : (path) => readCaptures(path, captures)
}

/** `undefined` where a parameter shares its segment with something else. */
function toCaptures(segments: readonly Segment[]): readonly Capture[] | undefined {
  const captures: Capture[] = []
  for (const [index, segment] of segments.entries()) {
    if (segment.kind === 'static') continue
    const name = segment.kind === 'parameter' ? segment.name : wholeTailName(segment)
    if (name === undefined) return undefined
    captures.push({ name, segment: index, toEnd: segment.kind === 'tail' })
  }
  return captures
}

function wholeTailName(segment: Segment): string | undefined {
  if (segment.kind !== 'tail' || segment.tokens.length !== 1) return undefined
  const [only] = segment.tokens
  return only?.type === 'wildcard' ? only.name : undefined
}

function readCaptures(path: string, captures: readonly Capture[]): PathParams {
  const params = emptyParams()
  let start = 1
  let current = 0
  for (const { name, segment, toEnd } of captures) {
    for (; current < segment; current++) start = path.indexOf('/', start) + 1
    const end = toEnd ? -1 : path.indexOf('/', start)
    params[name] = decode(end === -1 ? path.slice(start) : path.slice(start, end))
  }
  return params
}

/** As @koa/router does it, so that ambiguous templates are taken apart in the same way. */
function compileRegexp({ tokens }: PathTemplate): ReadPathParams {
  const options = { sensitive: true, trailing: false }
  const { regexp, keys } = pathToRegexp(new TokenData([...tokens]), options)
  return (path) => {
    const params = emptyParams()
    const found = regexp.exec(path)
    for (let index = 0; index < keys.length; index++) {
      const name = keys[index]?.name
      const value = found?.[index + 1]
      if (name !== undefined && value !== undefined) params[name] = decode(value)
    }
    return params
  }
}

function emptyParams(): Record<string, string> {
  return Object.create(null)
}

function decode(value: string): string {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
