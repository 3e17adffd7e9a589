/** A path template can't be served. Its message says, in one sentence, what to write instead. */
export class PathSyntaxError extends Error {
  override readonly name = 'PathSyntaxError'
  /** The path template as written. */
  readonly path: string

  constructor(path: string, message: string) {
    super(`Path ${JSON.stringify(path)} ${message}`)
    this.path = path
  }
}
