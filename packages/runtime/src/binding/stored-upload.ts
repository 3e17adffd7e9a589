import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'

import { Upload } from '@portico/sdk'

/** What a client says of a file. */
export interface UploadFacts {
  readonly name: string
  readonly type: string
  readonly encoding: string
}

/** An {@link Upload} that is kept, and what plain controllers are told of it besides. */
export abstract class StoredUpload extends Upload {
  readonly name: string
  readonly type: string
  readonly encoding: string
  readonly size: number

  constructor({ name, type, encoding }: UploadFacts, size: number) {
    super()
    this.name = name
    this.type = type
    this.encoding = encoding
    this.size = size
  }
}

/** A file in memory. */
export class MemoryUpload extends StoredUpload {
  readonly path = undefined
  readonly #content: Buffer

  constructor(facts: UploadFacts, content: Buffer) {
    super(facts, content.length)
    this.#content = content
  }

  bytes(): Promise<Buffer> {
    return Promise.resolve(this.#content)
  }

  stream(): Readable {
    return Readable.from([this.#content], { objectMode: false })
  }
}

/** A file on disk. */
export class DiskUpload extends StoredUpload {
  readonly path: string

  constructor(
    facts: UploadFacts,
    { size, path }: { readonly size: number; readonly path: string },
  ) {
    super(facts, size)
    this.path = path
  }

  bytes(): Promise<Buffer> {
    return readFile(this.path)
  }

  stream(): Readable {
    return createReadStream(this.path)
  }
}
