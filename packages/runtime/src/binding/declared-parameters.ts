import {
  type BodyRules,
  type Dependency,
  type FormFieldRecord,
  type FormRecord,
  type HandlerClass,
  lineageOf,
  ownParametersOf,
  type ParameterRecord,
  type ParameterRules,
  type UploadRecord,
} from '@portico/sdk'
import { getMetadataArgsStorage } from 'routing-controllers'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/** What decorators say of one parameter. */
export type DeclaredParameter =
  | { readonly kind: 'depends'; readonly provider: Dependency }
  | { readonly kind: 'caller-token' }
  | { readonly kind: 'signal' }
  | FormRecord
  | FormFieldRecord
  | UploadRecord
  /** A decorator of the SDK's own and another decorator: a mistake. */
  | { readonly kind: 'conflict' }
  | {
      readonly kind: 'routing-controllers'
      /** Every decorator that stands on the parameter; more than one is a mistake. */
      readonly records: readonly ParamMetadata[]
      readonly rules: ParameterRules & BodyRules
    }

/**
 * What decorators say of a method's parameters, by index: in the class, or in its nearest ancestor
 * that says anything.
 */
export function declaredParameters(
  target: HandlerClass,
  handler: string,
): ReadonlyMap<number, DeclaredParameter> {
  for (const ancestor of lineageOf(target)) {
    const records = getMetadataArgsStorage().params.filter(
      ({ object, method }) => object === ancestor.prototype && method === handler,
    )
    const own = ownParametersOf(ancestor, handler)
    if (records.length > 0 || own.length > 0) return merge(records, own)
  }
  return new Map()
}

function merge(
  records: readonly ParamMetadata[],
  own: readonly ParameterRecord[],
): ReadonlyMap<number, DeclaredParameter> {
  const merged = new Map<number, DeclaredParameter>()
  for (const { index } of records) {
    const rules = own.find((record) => record.kind === 'rules' && record.index === index)
    merged.set(index, {
      kind: 'routing-controllers',
      records: records.filter((record) => record.index === index),
      rules: rules?.kind === 'rules' ? rules.rules : {},
    })
  }
  for (const record of own) {
    if (record.kind === 'rules') continue
    const isAlone = countOf(records, record) === (record.kind === 'upload' ? 1 : 0)
    const isFirst = isAlone && !isOwn(merged.get(record.index))
    merged.set(record.index, isFirst ? record : { kind: 'conflict' })
  }
  return merged
}

function isOwn(declared: DeclaredParameter | undefined): boolean {
  return declared !== undefined && declared.kind !== 'routing-controllers'
}

/** `@UploadedFile()` also leaves a record of routing-controllers, which plain controllers are read by. */
function countOf(records: readonly ParamMetadata[], { index }: ParameterRecord): number {
  return records.filter((record) => record.index === index).length
}
