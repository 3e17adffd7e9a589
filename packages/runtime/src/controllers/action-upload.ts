import { basename, dirname } from 'node:path'

import { type HandlerClass, parametersOf, Upload, type UploadRules } from '@portico/sdk'
import type { Context } from 'koa'
import type { ActionMetadata, ParamMetadata } from 'routing-controllers'

import { BindingState } from '../binding/binding-state.js'
import { compileUpload, fileFieldsOf } from '../binding/compile-upload.js'
import { DEFAULT_MAX_COUNT } from '../binding/decorated-upload.js'
import { readMultipart } from '../binding/multipart.js'
import type { UploadParameterSpec } from '../binding/parameter-spec.js'
import type { StoredUpload } from '../binding/stored-upload.js'
import { ValidationError } from '../binding/validation-error.js'
import type { Exchange } from '../server/exchange.js'

/** A file as multer, which routing-controllers' Koa driver uses, hands it to an action. */
type MulterFile = Readonly<Record<string, unknown>>

/** The files of requests that an action runs for. */
const FILES = new WeakMap<Context, ReadonlyMap<string, readonly MulterFile[]>>()

/** The files of `name`; `undefined` where no form was read. */
export function filesOf(ctx: Context, name: string): readonly MulterFile[] | undefined {
  const files = FILES.get(ctx)
  return files && (files.get(name) ?? [])
}

/**
 * Reads the multipart form of an action that takes files, and returns its texts.
 *
 * @throws what {@link readMultipart} throws, and ValidationError where the action doesn't take a file.
 */
export async function readActionForm(
  exchange: Exchange,
  uploads: readonly UploadParameterSpec[],
  maxBytes: number,
): Promise<object> {
  const { ctx } = exchange
  const fields = fileFieldsOf(uploads)
  const state = new BindingState(exchange, 0)
  state.form = await readMultipart(exchange.openBody(maxBytes), ctx.get('content-type'), { fields })
  // What is missing routing-controllers itself finds.
  for (const spec of uploads) await compileUpload({ ...spec, required: false })(state)
  if (state.details.length > 0) throw new ValidationError(state.details)

  const files = new Map<string, readonly MulterFile[]>()
  for (const { name } of uploads) {
    const sent = state.form.files.get(name) ?? []
    const kept = sent.flatMap(({ upload }) => upload ?? [])
    files.set(name, await Promise.all(kept.map((upload) => toMulterFile(name, upload))))
  }
  FILES.set(ctx, files)
  const texts: Record<string, unknown> = Object.create(null)
  for (const [name, values] of state.form.texts)
    texts[name] = values.length > 1 ? values : values[0]
  return texts
}

async function toMulterFile(fieldname: string, upload: StoredUpload): Promise<MulterFile> {
  const { name: originalname, type: mimetype, encoding, size, path } = upload
  const facts = { fieldname, originalname, encoding, mimetype, size }
  return path === undefined
    ? { ...facts, buffer: await upload.bytes() }
    : { ...facts, destination: dirname(path), filename: basename(path), path }
}

/** What an action takes of files, by `@UploadedFile()` and `@UploadedFiles()`. */
export function uploadsOf(
  target: HandlerClass,
  { method, params }: ActionMetadata,
): readonly UploadParameterSpec[] {
  const records = parametersOf(target, method)
  return params.filter(isUpload).map((param): UploadParameterSpec => {
    const { index, name, required } = param
    const record = records.find((each) => each.kind === 'upload' && each.index === index)
    const own = record?.kind === 'upload' ? record : undefined
    const rules = own?.rules ?? multerRules(param) ?? {}
    const maxCount = own?.maxCount ?? DEFAULT_MAX_COUNT
    const array = param.type === 'files'
    return {
      kind: 'upload',
      ...{ index, in: 'form', name, array, required: required === true },
      ...{ maxCount, rules },
    }
  })
}

/** What is wrong with a parameter that takes files. */
export function uploadProblem(param: ParamMetadata): string | undefined {
  if (!isUpload(param)) return undefined
  const decorator = param.type === 'file' ? '@UploadedFile' : '@UploadedFiles'
  if (param.targetType === Upload) {
    return `has ${decorator}() with the type Upload, which only @fastapiEndpoint() gives: a controller gets { fieldname, originalname, mimetype, size, buffer, path }, as from multer`
  }
  return multerRules(param) === undefined
    ? `has ${decorator}() with options of multer, of which only { limits: { fileSize } } is known: write ${decorator}('${param.name}', { maxBytes, storage, mimeTypes }) of @portico/sdk`
    : undefined
}

function isUpload({ type }: ParamMetadata): boolean {
  return type === 'file' || type === 'files'
}

/** `undefined` where there are options that we don't know. */
function multerRules({ extraOptions }: ParamMetadata): UploadRules | undefined {
  if (extraOptions === undefined) return {}
  const { limits, ...rest }: { readonly limits?: Record<string, unknown> } = extraOptions
  const { fileSize: maxBytes, ...others } = limits ?? {}
  const isKnown = Object.keys({ ...rest, ...others }).length === 0
  return isKnown && typeof maxBytes === 'number' ? { maxBytes } : undefined
}
