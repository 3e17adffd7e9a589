import type { Readable } from 'node:stream'

import type { UploadRules } from '@portico/sdk'

import { RequestError } from '../server/request-error.js'
import { DiskUpload, MemoryUpload, type StoredUpload, type UploadFacts } from './stored-upload.js'
import type { UploadFolder } from './upload-folder.js'

/** How a file is kept. */
export interface KeepOptions {
  readonly rules: UploadRules
  readonly folder: UploadFolder
}

/**
 * Reads a file to its end, and keeps it in memory or on disk.
 *
 * @throws RequestError `body_too_large` past `maxBytes`, and whatever the stream or the disk say.
 */
export async function keepUpload(
  stream: Readable,
  facts: UploadFacts,
  { rules, folder }: KeepOptions,
): Promise<StoredUpload> {
  const { maxBytes = Infinity, storage = 'memory' } = rules
  const counter = { size: 0 }
  const chunks = limited(stream, maxBytes, counter)
  if (storage === 'disk') {
    const path = await folder.write(chunks)
    return new DiskUpload(facts, { size: counter.size, path })
  }
  const collected: Buffer[] = []
  for await (const chunk of chunks) collected.push(chunk)
  return new MemoryUpload(facts, Buffer.concat(collected, counter.size))
}

/** Whether the client may say that a file is of `type`. */
export function acceptsType({ mimeTypes }: UploadRules, type: string): boolean {
  const [group = ''] = type.split('/', 1)
  const isAccepted = (accepted: string): boolean => {
    const lower = accepted.toLowerCase()
    return lower === type || lower === `${group}/*`
  }
  return mimeTypes === undefined || mimeTypes.some(isAccepted)
}

async function* limited(
  stream: Readable,
  maxBytes: number,
  counter: { size: number },
): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    counter.size += chunk.length
    if (counter.size > maxBytes) {
      throw new RequestError('body_too_large', `a file is larger than ${maxBytes} bytes`)
    }
    yield chunk
  }
}
