import type { UploadRecord } from '@portico/sdk'
import type { getMetadataArgsStorage } from 'routing-controllers'

import { assertSendable } from './decorated-form.js'
import { type ParameterSite, parameterError } from './parameter-site.js'
import type { UploadParameterSpec } from './parameter-spec.js'

type ParamMetadata = ReturnType<typeof getMetadataArgsStorage>['params'][number]

/** Files under one name, where nothing else is said. */
export const DEFAULT_MAX_COUNT = 100

/**
 * Reads `@UploadedFile('name')` or `@UploadedFiles('name')`.
 *
 * @throws InvalidEndpointError where a file could never come, or never be as large as it may.
 */
export function readUpload(
  site: ParameterSite,
  { name, many, required, maxCount = DEFAULT_MAX_COUNT, rules }: Omit<UploadRecord, 'kind'>,
): UploadParameterSpec {
  assertSendable(site, many ? '@UploadedFiles()' : '@UploadedFile()')
  const { maxBodyBytes = Infinity } = site.endpoint
  const { maxBytes = 0 } = rules
  if (maxBytes > maxBodyBytes) {
    throw parameterError(
      site,
      `a file of maxBytes: ${maxBytes} is larger than the whole body may be. Write @fastapiEndpoint({ maxBodyBytes: … }) with more than that`,
    )
  }
  const { index, source } = site
  return {
    kind: 'upload',
    index,
    in: 'form',
    name,
    array: many,
    required: required && source?.default === undefined,
    maxCount,
    rules,
  }
}

/**
 * Reads the decorators of routing-controllers itself, which know nothing of our options.
 *
 * @throws InvalidEndpointError where they have options of multer.
 */
export function readPlainUpload(site: ParameterSite, record: ParamMetadata): UploadParameterSpec {
  const { index, name = '', type, required, extraOptions } = record
  if (extraOptions !== undefined) {
    throw parameterError(
      site,
      "options of multer are not supported. Write maxBytes, storage or mimeTypes of @portico/sdk's decorator",
    )
  }
  const rules = {}
  const many = type === 'files'
  return readUpload(site, {
    ...{ index, name, many, rules },
    required: required !== false,
    maxCount: undefined,
  })
}
