/** Cookies of ours, such as those of tickets and sessions. */
const OWN_COOKIE = /^\s*(?:__Host-)?portico/

/** A `Cookie` field without cookies of ours; the same text where it has none. */
export function withoutOwnCookies(field: string): string {
  if (!field.includes('portico')) return field
  return field
    .split(';')
    .filter((cookie) => !OWN_COOKIE.test(cookie))
    .join(';')
    .trim()
}
