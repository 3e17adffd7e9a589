import { pipeline, type Readable } from 'node:stream'

import busboy, { type Busboy, type FileInfo } from 'busboy'
import type { UploadRules } from '@portico/sdk'
import { HttpError } from 'routing-controllers'

import { RequestError } from '../server/request-error.js'
import { type BodyLimits, limitsOf, tooComplex, tooManyItems, tooManyKeys } from './body-limits.js'
import { acceptsType, keepUpload } from './keep-upload.js'
import type { SentFile, SentForm } from './sent-form.js'
import type { StoredUpload } from './stored-upload.js'
import { createUploadFolder, type UploadFolder } from './upload-folder.js'
import { NOT_UNICODE, toDetail, ValidationError } from './validation-error.js'

/** What is taken of the files of one field. */
export interface FileField {
  readonly rules: UploadRules
  /** Files beyond are counted, and not kept. */
  readonly maxCount: number
}

/** Limits of a multipart form. */
export interface MultipartOptions extends BodyLimits {
  /** The fields whose files are kept, by name. */
  readonly fields: ReadonlyMap<string, FileField>
  /** Where files go that are kept on disk. Defaults to a folder of the request's own. */
  readonly folder?: UploadFolder
}

/** All texts of one form together. A field isn't the place for more: it is held in memory. */
const MAX_TEXT_BYTES = 1_048_576
/** Of one form, as in Starlette. */
const MAX_FILES = 1_000

/**
 * Reads a multipart form, no faster than its files can be kept. Files that nobody takes are read and
 * dropped.
 *
 * @throws HttpError 400 where it is malformed or cut off, ValidationError where it has too many parts,
 *   RequestError where texts or a file are too large, and whatever `body` fails with.
 */
export async function readMultipart(
  body: Readable,
  contentType: string,
  options: MultipartOptions,
): Promise<SentForm> {
  const parser = createParser(contentType, limitsOf(options).maxItems)
  const reading = new MultipartReading(parser, body, options)
  await new Promise<void>((resolve) => pipeline(body, parser, () => resolve()))
  return reading.finish()
}

function createParser(contentType: string, maxItems: number): Busboy {
  const limits = { fieldSize: MAX_TEXT_BYTES + 1, files: MAX_FILES, fields: maxItems }
  const headers = { 'content-type': contentType }
  try {
    return busboy({ headers, limits, defParamCharset: 'utf8', preservePath: true })
  } catch {
    throw malformed()
  }
}

/** Collects what a parser finds. */
class MultipartReading {
  readonly #parser: Busboy
  readonly #options: MultipartOptions
  readonly #texts = new Map<string, string[]>()
  readonly #files = new Map<string, Promise<SentFile>[]>()
  readonly #folder: UploadFolder
  #textBytes = 0
  #failure: Error | undefined

  constructor(parser: Busboy, body: Readable, options: MultipartOptions) {
    this.#parser = parser
    this.#options = options
    this.#folder = options.folder ?? createUploadFolder()
    // The first failure is the cause of the others.
    body.on('error', (error) => this.#fail(error))
    parser.on('error', () => this.#fail(malformed()))
    parser.on('field', (name, value, { valueTruncated }) => {
      this.#takeText(name, value, valueTruncated)
    })
    parser.on('file', (name, stream, info) => this.#takeFile(name, stream, info))
    for (const limit of ['filesLimit', 'fieldsLimit'] as const) {
      parser.on(limit, () => this.#fail(tooComplex('fewer parts')))
    }
  }

  /** Resolves once nothing is being written any more, whether the form is good or not. */
  async finish(): Promise<SentForm> {
    const pending = [...this.#files].map(async ([name, files]) => {
      const settled = await Promise.allSettled(files)
      return [name, settled] as const
    })
    const files = new Map<string, readonly SentFile[]>()
    for (const [name, settled] of await Promise.all(pending)) {
      const sent = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      const chosen = sent.filter(({ upload }) => upload === undefined || wasChosen(upload))
      if (chosen.length > 0) files.set(name, chosen)
    }
    if (this.#failure !== undefined) throw this.#failure
    return { texts: this.#texts, files }
  }

  #fail(error: Error): void {
    this.#failure ??= error
    this.#parser.destroy(error)
  }

  // The types of busboy leave out that a part may have no name, and a text an unknown character set.
  #takeText(name: string | undefined, value: string | undefined, isTruncated: boolean): void {
    const { maxKeys, maxItems } = limitsOf(this.#options)
    if (name === undefined) return this.#fail(malformed())
    if (value === undefined) {
      return this.#fail(new ValidationError([toDetail(NOT_UNICODE, ['body', name], null)]))
    }
    this.#textBytes += Buffer.byteLength(value)
    if (isTruncated || this.#textBytes > MAX_TEXT_BYTES) return this.#fail(textTooLarge())
    const values = this.#texts.get(name) ?? []
    values.push(value)
    this.#texts.set(name, values)
    if (this.#texts.size > maxKeys) this.#fail(tooManyKeys(maxKeys))
    if (values.length > maxItems) this.#fail(tooManyItems(maxItems))
  }

  #takeFile(name: string | undefined, stream: Readable, info: Partial<FileInfo>): void {
    // The parser may end it before anybody reads it.
    stream.on('error', () => undefined)
    if (name === undefined) return this.#fail(malformed())
    if (this.#failure !== undefined) {
      // Found in what was being parsed when the form failed: nobody will ever end it.
      stream.destroy()
      return
    }
    const field = this.#options.fields.get(name)
    const files = this.#files.get(name) ?? []
    this.#files.set(name, files)
    const { filename = '', mimeType: type = '', encoding = '' } = info
    if (field === undefined || files.length >= field.maxCount || !acceptsType(field.rules, type)) {
      stream.resume()
      files.push(Promise.resolve({ type, upload: undefined }))
      return
    }
    const facts = { name: filename, type, encoding }
    const kept = keepUpload(stream, facts, { rules: field.rules, folder: this.#folder })
    const sent = kept.then((upload) => ({ type, upload }))
    sent.catch((error: Error) => this.#fail(error))
    files.push(sent)
  }
}

/** What a browser sends of a file field that nobody has filled. */
function wasChosen({ name, size }: StoredUpload): boolean {
  return name !== '' || size > 0
}

function malformed(): HttpError {
  return new HttpError(400, 'The multipart form is malformed, or was cut off')
}

function textTooLarge(): RequestError {
  const message = `the texts of the form are larger than ${MAX_TEXT_BYTES} bytes together`
  return new RequestError('body_too_large', message)
}
