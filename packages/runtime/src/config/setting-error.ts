/** Where a value came from. */
export type SettingSource =
  | { readonly kind: 'flag'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'file'; readonly file: string; readonly name: string }

/** A setting has a value that isn't allowed. The message names the source and what is allowed. */
export class SettingError extends Error {
  override readonly name = 'SettingError'
  readonly source: SettingSource

  constructor(source: SettingSource, complaint: string) {
    super(`${toWords(source)} ${complaint}.`)
    this.source = source
  }

  /** Exit code of a command that fails of it: 2 where the command line itself was wrong. */
  get exitCode(): 1 | 2 {
    return this.source.kind === 'flag' ? 2 : 1
  }
}

function toWords(source: SettingSource): string {
  switch (source.kind) {
    case 'flag':
      return `--${source.name}`
    case 'variable':
      return `The variable ${source.name}`
    case 'file':
      return `"${source.name}" in ${source.file}`
  }
}
