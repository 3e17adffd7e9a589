/**
 * A file that came with a form, which `@UploadedFile()` and `@UploadedFiles()` inject. What the client
 * says of it is data, and may be anything.
 */
export abstract class Upload {
  /** The file's name on the client's side, as it says; empty where it doesn't. Never a path to write to. */
  abstract readonly name: string
  /** Media type, as the client says, such as `image/png`. */
  abstract readonly type: string
  /** In bytes. */
  abstract readonly size: number
  /**
   * Where it lies on disk, with `{ storage: 'disk' }`: rename or copy it to keep it, since it is removed
   * after the answer and the work of `after()`. `undefined` in memory.
   */
  abstract readonly path: string | undefined
  /** All of it. */
  abstract bytes(): Promise<Buffer>
  /** A stream of it, from its beginning each time. */
  abstract stream(): NodeJS.ReadableStream
}

/** Where the files of a form are kept until they are used. */
export type UploadStorage = 'memory' | 'disk'

/** What is taken of the files of one field. */
export interface UploadRules {
  /** Largest file. Defaults to `maxBodyBytes` of the endpoint, which may not be smaller. */
  readonly maxBytes?: number
  /**
   * Keep files in memory, or in a directory of their own below `os.tmpdir()` that nobody else can enter.
   * Defaults to `memory`.
   */
  readonly storage?: UploadStorage
  /**
   * Media types that the client may say a file has, such as `['image/png', 'text/*']`. Defaults to all.
   * What is really in a file is for the handler to find out.
   */
  readonly mimeTypes?: readonly string[]
}
