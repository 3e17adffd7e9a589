/** Names that a setting goes by, and what it is for. */
export interface SettingNames {
  /** Kebab-case; the key in `portico.yaml` and, after `--`, the flag. */
  readonly name: string
  /** One letter, where the flag has a short form, such as `e` for `-e`. */
  readonly short?: string
  /** Environment variables, the first that is set wins. */
  readonly variables: readonly string[]
  /** Placeholder of the flag's value, such as `PORT`; `undefined` for a switch. */
  readonly placeholder: string | undefined
  /** What the setting does, for `--help` and `docs/configuration.md`. */
  readonly description: string
}

/** One thing that can be set by a flag, a variable or `portico.yaml`. */
export interface Setting<T> extends SettingNames {
  /** Taken where nobody says otherwise. */
  readonly default: T
  /** The default in words, where the value itself says too little. */
  readonly defaultText?: string
  readonly format: SettingFormat<Exclude<T, undefined>>
}

/** Which texts a setting takes. */
export interface SettingFormat<T> {
  /** Ends the sentence "… must be", such as `a whole number from 0 to 65535`. */
  readonly allowed: string
  /** The value, or `undefined` where the text isn't allowed. */
  parse(text: string): T | undefined
}
