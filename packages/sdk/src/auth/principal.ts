/** Where a principal may go. What is left out is not limited. */
export interface PrincipalReach {
  /** Names of the environments it may enter. */
  readonly environments?: ReadonlySet<string> | undefined
  /** Labels of the endpoints it may call. */
  readonly endpoints?: ReadonlySet<string> | undefined
}

/** Who called, as found out by a scheme. */
export interface Principal {
  /** Name of the scheme that found it out. */
  readonly scheme: string
  /** Public identity, such as a token's id. Never a secret: it goes to the log. */
  readonly id: string
  /** Name for people. Defaults to the empty string. */
  readonly name?: string | undefined
  /** Defaults to everything. */
  readonly reach?: PrincipalReach | undefined
}
