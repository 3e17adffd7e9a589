import type { HandlerClass } from '@portico/sdk'

import type { ModelUnion } from './parameter-spec.js'
import type { Problem } from './validation-error.js'

/** Which class of a union an object is, or why nobody can tell. */
export type UnionMember =
  | { readonly ok: true; readonly tag: unknown; readonly model: HandlerClass }
  | { readonly ok: false; readonly problem: Problem }

/** Reads the property that tells the classes apart, in pydantic's words where it says nothing known. */
export function readUnionTag(value: object, union: ModelUnion): UnionMember {
  const { discriminator, subTypes } = union
  if (!Object.hasOwn(value, discriminator)) return { ok: false, problem: notFound(union) }
  const tag: unknown = Reflect.get(value, discriminator)
  const model = subTypes.get(tag)
  return model === undefined
    ? { ok: false, problem: invalid(tag, union) }
    : { ok: true, tag, model }
}

function notFound({ discriminator }: ModelUnion): Problem {
  const quoted = `'${discriminator}'`
  const msg = `Unable to extract tag using discriminator ${quoted}`
  return { type: NOT_FOUND, msg, ctx: { discriminator: quoted } }
}

function invalid(sent: unknown, { discriminator, subTypes }: ModelUnion): Problem {
  const quoted = `'${discriminator}'`
  const tag = typeof sent === 'object' ? JSON.stringify(sent) : String(sent)
  const expected = [...subTypes.keys()].map((each) => `'${String(each)}'`).join(', ')
  const msg = `Input tag '${tag}' found using ${quoted} does not match any of the expected tags: ${expected}`
  return { type: INVALID, msg, ctx: { discriminator: quoted, tag, expected_tags: expected } }
}

const NOT_FOUND = 'union_tag_not_found'
const INVALID = 'union_tag_invalid'
