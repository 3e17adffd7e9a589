/** The file that is being loaded. */
export interface LoadingApp {
  /** Absolute path. */
  readonly file: string
  readonly language: 'typescript' | 'javascript'
}
