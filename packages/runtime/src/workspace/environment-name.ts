const NAME = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/
const WEB_SUFFIX = /^[a-z0-9-]{0,20}$/
const MAX_WEB_SUFFIX_LENGTH = 20

/** Whether `name` may name an environment: at most 64 characters, the first a letter or digit. */
export function isEnvironmentName(name: string): boolean {
  return NAME.test(name)
}

/** Whether `suffix` may be an environment's web suffix: at most 20 of `a-z`, `0-9` and `-`. */
export function isWebSuffix(suffix: string): boolean {
  return WEB_SUFFIX.test(suffix)
}

/** The web suffix that an environment gets where none was asked for, such as `my-team` of `My.Team`. */
export function toWebSuffix(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .slice(0, MAX_WEB_SUFFIX_LENGTH)
}
