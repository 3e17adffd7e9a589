import type { HandlerClass } from '@portico/sdk'
import { type AnyNode, type Pattern, parseExpressionAt } from 'acorn'

import type { ScalarType } from './parameter-spec.js'

/** One parameter as the method's source has it. */
export interface SourceParameter {
  /** `undefined` where it is destructured. */
  readonly name: string | undefined
  readonly rest: boolean
  /** `undefined` where there is none; its type is told by a literal alone. */
  readonly default: { readonly type: ScalarType | undefined } | undefined
}

/**
 * Reads names and default values of a method's parameters from its source, with a real parser.
 * `undefined` where the source says nothing, as of a bound function.
 */
export function readMethodSource(
  target: HandlerClass,
  handler: string,
): readonly SourceParameter[] | undefined {
  const method: unknown = methodOf(target, handler)
  if (typeof method !== 'function') return undefined
  const source = Function.prototype.toString.call(method)
  // A method's text is only valid inside an object; a function that replaced it stands by itself.
  return parse(`({${source}})`) ?? parse(`(${source})`)
}

/** The method itself, found without running a getter. */
function methodOf(target: HandlerClass, handler: string): unknown {
  for (
    let owner: unknown = target.prototype;
    isObject(owner);
    owner = Object.getPrototypeOf(owner)
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, handler)
    if (descriptor !== undefined) return descriptor.value
  }
  return undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function parse(source: string): readonly SourceParameter[] | undefined {
  try {
    const options = {
      ecmaVersion: 'latest',
      sourceType: 'module',
      checkPrivateFields: false,
    } as const
    return parametersOf(parseExpressionAt(source, 0, options))?.map(toSourceParameter)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function parametersOf(node: AnyNode): readonly Pattern[] | undefined {
  switch (node.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return node.params
    case 'ObjectExpression': {
      const [member] = node.properties
      return member?.type === 'Property' ? parametersOf(member.value) : undefined
    }
    default:
      return undefined
  }
}

function toSourceParameter(node: Pattern): SourceParameter {
  switch (node.type) {
    case 'Identifier':
      return { name: node.name, rest: false, default: undefined }
    case 'AssignmentPattern':
      return { ...toSourceParameter(node.left), default: { type: literalType(node.right) } }
    case 'RestElement':
      return { ...toSourceParameter(node.argument), rest: true }
    default:
      return { name: undefined, rest: false, default: undefined }
  }
}

function literalType(node: AnyNode): ScalarType | undefined {
  switch (node.type) {
    case 'Literal':
      return scalarTypeOf(node.bigint === undefined || node.bigint === null ? node.value : 0n)
    case 'TemplateLiteral':
      return 'string'
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '+' ? literalType(node.argument) : undefined
    case 'NewExpression':
      return node.callee.type === 'Identifier' && node.callee.name === 'Date' ? 'date' : undefined
    default:
      return undefined
  }
}

function scalarTypeOf(value: unknown): ScalarType | undefined {
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'bigint'
    ? type
    : undefined
}
