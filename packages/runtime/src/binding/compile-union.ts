import { compileList, type ValueBinder } from './compile-list.js'
import { MODELS_IN_ONE_GO } from './give-turn.js'
import { isObject } from './is-object.js'
import { shapeOf } from './model-shape.js'
import type { BodyUnionParameterSpec } from './parameter-spec.js'
import { readUnionTag } from './union-tag.js'
import { compileModel } from './validate-model.js'
import { NOT_AN_OBJECT, type Problem, toDetail, UnionTag } from './validation-error.js'

/** Compiles a body of one of several classes, which its tag tells, or an array of such. */
export function compileUnion({ union, array, options = {} }: BodyUnionParameterSpec): ValueBinder {
  const { discriminator, subTypes } = union
  const binders = new Map(
    [...new Set(subTypes.values())].map((model) => [
      model,
      {
        bind: compileModel(model, options),
        keepsTag: shapeOf(model).byWireName.has(discriminator),
      },
    ]),
  )
  const bindMember: ValueBinder = (sent, loc) => {
    const refuse = (problem: Problem) => ({
      ok: false as const,
      details: [toDetail(problem, loc, sent)],
    })
    if (!isObject(sent) || Array.isArray(sent)) return refuse(NOT_AN_OBJECT)
    const member = readUnionTag(sent, union)
    if (!member.ok) return refuse(member.problem)
    const binder = binders.get(member.model)
    if (binder === undefined) throw new TypeError(`${member.model.name} was not compiled`)
    const { [discriminator]: _tag, ...rest }: Record<string, unknown> = { ...sent }
    return binder.bind(binder.keepsTag ? sent : rest, [...loc, new UnionTag(member.tag)])
  }
  return array ? compileList(bindMember, MODELS_IN_ONE_GO) : bindMember
}
