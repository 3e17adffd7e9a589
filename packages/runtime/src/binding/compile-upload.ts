import type { FileField } from './multipart.js'
import type { BindStep } from './compile-scalar.js'
import { acceptsType } from './keep-upload.js'
import type { UploadParameterSpec } from './parameter-spec.js'
import type { SentFile } from './sent-form.js'
import { type Location, MISSING, type Problem, toDetail } from './validation-error.js'

/** The fields whose files are taken, by name. */
export function fileFieldsOf(
  specs: readonly UploadParameterSpec[],
): ReadonlyMap<string, FileField> {
  return new Map(
    specs.map(({ name, array, maxCount, rules }) => [
      name,
      { rules, maxCount: array ? maxCount : MAX_REPEATED },
    ]),
  )
}

/** Where one file is taken, the last of several is, and the others have to be kept until then. */
const MAX_REPEATED = 10

/** Compiles a file, or all files of one name. */
export function compileUpload(spec: UploadParameterSpec): BindStep {
  const { index, name, array, required } = spec
  const loc = ['body', name]

  return function bindUpload(state) {
    const files = state.form.files.get(name) ?? []
    const texts = (state.form.texts.get(name) ?? []).filter((text) => array || text !== '')
    if (files.length + texts.length === 0) {
      if (required) state.refuse(MISSING, loc, null)
      return
    }
    const problems = array ? listProblems(spec, files, texts) : singleProblems(spec, files, texts)
    state.details.push(...problems)
    const uploads = files.map(({ upload }) => upload)
    state.args[index] = array ? uploads : uploads.at(-1)
  }
}

function singleProblems(spec: UploadParameterSpec, files: Files, texts: readonly string[]) {
  const loc = ['body', spec.name]
  const text = texts.at(-1)
  if (text !== undefined) return [toDetail(NOT_A_FILE, loc, text)]
  return files.slice(-1).flatMap((file) => problemsOf(file, spec, loc))
}

function listProblems(spec: UploadParameterSpec, files: Files, texts: readonly string[]) {
  const { name, maxCount } = spec
  const loc = ['body', name]
  const count = files.length + texts.length
  if (count > maxCount) return [toDetail(tooMany(maxCount, count), loc, null)]
  return [
    ...texts.map((text, position) => toDetail(NOT_A_FILE, [...loc, position], text)),
    ...files.flatMap((file, position) => problemsOf(file, spec, [...loc, position])),
  ]
}

type Files = readonly SentFile[]

function problemsOf({ type, upload }: SentFile, { rules }: UploadParameterSpec, loc: Location) {
  if (upload !== undefined) return []
  if (acceptsType(rules, type))
    return [toDetail(tooMany(MAX_REPEATED, MAX_REPEATED + 1), loc, null)]
  const expected = (rules.mimeTypes ?? []).join(', ')
  const msg = `File should be of type ${expected}`
  return [toDetail({ type: 'media_type', msg, ctx: { expected } }, loc, type)]
}

/** In FastAPI's words, which are Python's. */
const NOT_A_FILE: Problem = {
  type: 'value_error',
  msg: "Value error, Expected UploadFile, received: <class 'str'>",
  ctx: { error: {} },
}

function tooMany(max: number, count: number): Problem {
  const msg = `List should have at most ${max} items after validation, not ${count}`
  return {
    type: 'too_long',
    msg,
    ctx: { field_type: 'List', max_length: max, actual_length: count },
  }
}
