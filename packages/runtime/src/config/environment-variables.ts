/*
 * The only file that touches `process.env`. Everything else is handed the variables, so that what a
 * program does depends on what it was told.
 */

/** Environment variables by name. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>

/** Prefixes of the variables that are ours: some hold secrets. */
const OWN = /^(PORTICO|PRAISONAI)_/

/** A copy of the environment variables of this process. */
export function readEnvironmentVariables(): EnvironmentVariables {
  return { ...process.env }
}

/** Variables without our own. */
export function withoutOwnVariables(variables: EnvironmentVariables): EnvironmentVariables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !OWN.test(name)))
}

/** Removes our own variables from this process, so that nothing it starts or loads sees them. */
export function removeOwnVariables(): void {
  for (const name of Object.keys(process.env)) {
    if (OWN.test(name)) delete process.env[name]
  }
}
