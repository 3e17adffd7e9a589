import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import {
  BadRequestError,
  Body,
  fastapiEndpoint,
  FormField,
  type Upload,
  UploadedFile,
} from '@portico/sdk'

const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** Takes files; what a client says of them is not believed. */
export class Uploads {
  @fastapiEndpoint({ method: 'POST', public: true, statusCode: 201, maxBodyBytes: 10_000_000 })
  async picture(
    @FormField('title', { maxLength: 40 }) title: string,
    @UploadedFile('picture', { storage: 'disk', mimeTypes: ['image/png'] }) picture: Upload,
  ) {
    const bytes = await picture.bytes()
    if (!bytes.subarray(0, PNG.length).equals(PNG)) throw new BadRequestError('That is no PNG')
    const hash = createHash('sha256')
    await pipeline(picture.stream(), hash)
    return { title, size: picture.size, sha256: hash.digest('hex') }
  }

  @fastapiEndpoint({ method: 'POST', public: true, maxBodyBytes: 100_000_000 })
  async lines(@Body({ type: Readable }) text: Readable) {
    let count = 0
    for await (const chunk of text as AsyncIterable<Buffer>) {
      for (const byte of chunk) if (byte === 0x0a) count += 1
    }
    return { count }
  }
}
