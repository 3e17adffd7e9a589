import {
  UploadedFile as uploadedFile,
  UploadedFiles as uploadedFiles,
  type UploadOptions,
} from 'routing-controllers'

import { recordParameter } from '../endpoints/parameter-registry.js'
import type { UploadRules } from '../endpoints/upload.js'
import { InvalidEndpointError } from '../errors/invalid-endpoint-error.js'
import { assertCalled } from './assert-called.js'
import { assertBoolean, assertKnownOptions, assertName, assertPositive } from './assert-options.js'
import { toHandlerTarget } from './decorator-target.js'
import { onTarget } from './on-target.js'

/** Options of {@link UploadedFile}. */
export interface UploadedFileOptions extends UploadRules {
  /**
   * Whether a file has to be sent. Defaults to `true`, and in plain controllers to `false`, as
   * routing-controllers has it.
   */
  readonly required?: boolean
}

/** Options of {@link UploadedFiles}. */
export interface UploadedFilesOptions extends UploadedFileOptions {
  /** Greatest count of files. Defaults to 100. */
  readonly maxCount?: number
}

const OPTIONS = { required: true, maxBytes: true, storage: true, mimeTypes: true } as const
const MANY_OPTIONS = { ...OPTIONS, maxCount: true } as const

/**
 * Injects a file of a form, an {@link Upload}. Of several under the name the last one is taken.
 *
 * @example
 * picture(@UploadedFile('picture', { mimeTypes: ['image/*'] }) picture: Upload) {}
 * @throws InvalidEndpointError where there is no name, or no such option.
 */
export function UploadedFile(name: string, options: UploadedFileOptions = {}): ParameterDecorator {
  assertCalled('UploadedFile', [...arguments], "'name'")
  return upload('@UploadedFile', { name, many: false, options, decorate: uploadedFile })
}

/**
 * Injects all files of one name of a form, an array of {@link Upload}.
 *
 * @example
 * album(@UploadedFiles('pictures', { maxCount: 10, storage: 'disk' }) pictures: Upload[]) {}
 * @throws InvalidEndpointError where there is no name, or no such option.
 */
export function UploadedFiles(
  name: string,
  options: UploadedFilesOptions = {},
): ParameterDecorator {
  assertCalled('UploadedFiles', [...arguments], "'name'")
  return upload('@UploadedFiles', { name, many: true, options, decorate: uploadedFiles })
}

interface UploadDeclaration {
  readonly name: string
  readonly many: boolean
  readonly options: UploadedFilesOptions
  /** The decorator of routing-controllers, which plain controllers are read by. */
  readonly decorate: (name: string, options?: UploadOptions) => unknown
}

function upload(decorator: string, declaration: UploadDeclaration): ParameterDecorator {
  const { name, many, options, decorate } = declaration
  return (prototype, method, index) => {
    const { target, handler } = toHandlerTarget(`${decorator}()`, prototype, method)
    onTarget(target, handler, () => {
      assertName(decorator, name)
      assertUploadOptions(options, many)
      const { required, maxCount = 100, ...rules } = options
      // routing-controllers types its decorators as plain `Function`.
      const record = decorate(name, required === undefined ? {} : { required }) as RecordParameter
      record(prototype, handler, index)
      recordParameter(target, handler, {
        kind: 'upload',
        index,
        name,
        many,
        required: required !== false,
        maxCount: many ? maxCount : undefined,
        rules,
      })
    })
  }
}

type RecordParameter = (object: object, method: string, index: number) => void

function assertUploadOptions(options: UploadedFilesOptions, many: boolean): void {
  assertKnownOptions(options, many ? MANY_OPTIONS : OPTIONS)
  const { required, maxBytes, maxCount, storage, mimeTypes } = options
  assertBoolean('required', required)
  assertPositive('maxBytes', maxBytes)
  assertPositive('maxCount', maxCount)
  if (storage !== undefined && storage !== 'memory' && storage !== 'disk') {
    throw new InvalidEndpointError(`storage must be 'memory' or 'disk', not '${String(storage)}'`)
  }
  const isList = Array.isArray(mimeTypes) && mimeTypes.every((type) => MIME_TYPE.test(String(type)))
  if (mimeTypes === undefined || isList) return
  throw new InvalidEndpointError(
    "mimeTypes must be an array of media types: write mimeTypes: ['image/png', 'text/*']",
  )
}

const MIME_TYPE = /^[\w!#$&^.+-]+\/(\*|[\w!#$&^.+-]+)$/
