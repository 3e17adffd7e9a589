import type { FlatToken, Segment } from '../server/matcher/path-variant.js'
import { parsePathTemplate } from '../server/matcher/path-template.js'

/** A path as OpenAPI writes it, one for each combination of a template's optional parts. */
export interface DocumentPath {
  /** Such as `/users/{id}`. A wildcard is written as a parameter too; OpenAPI knows none. */
  readonly path: string
  /** Names of its parameters, in order. */
  readonly names: readonly string[]
  /** The path with its names erased: OpenAPI takes paths of one shape for the same. */
  readonly shape: string
}

/** The paths under which a template of ours stands in a description. */
export function toDocumentPaths(template: string): readonly DocumentPath[] {
  return parsePathTemplate(template).variants.map(({ segments, shape }) => {
    const tokens = segments.map(tokensOf)
    return {
      path: tokens.map((each) => `/${each.map(toText).join('')}`).join(''),
      names: tokens.flat().flatMap((token) => (token.type === 'text' ? [] : [token.name])),
      shape: shape.replaceAll('{*}', '{}'),
    }
  })
}

function tokensOf(segment: Segment): readonly FlatToken[] {
  switch (segment.kind) {
    case 'static':
      return [{ type: 'text', value: segment.text }]
    case 'parameter':
      return [{ type: 'param', name: segment.name }]
    default:
      return segment.tokens
  }
}

function toText(token: FlatToken): string {
  return token.type === 'text' ? token.value : `{${token.name}}`
}
