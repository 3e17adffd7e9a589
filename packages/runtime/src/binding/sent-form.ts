import type { TextValues } from './query-text.js'
import type { StoredUpload } from './stored-upload.js'

/** A file that came with a form. */
export interface SentFile {
  /** Media type, as the client says. */
  readonly type: string
  /** `undefined` where it was not kept: of a type that isn't taken, or one too many. */
  readonly upload: StoredUpload | undefined
}

/** A form as it was sent. */
export interface SentForm {
  readonly texts: TextValues
  /** The files of each name, in the order in which they were sent. */
  readonly files: ReadonlyMap<string, readonly SentFile[]>
}

/** A form of texts alone. */
export function textForm(texts: TextValues): SentForm {
  return { texts, files: NO_FILES }
}

const NO_FILES: SentForm['files'] = new Map()
