const PATH_CHARACTERS =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/"
const UNRESERVED = /^[A-Za-z0-9\-._~]$/
const TO_REWRITE = /%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]/gu

/** Whether a code unit may stand in a path as it is: `pchar` and `/` of RFC 3986, 3.3. */
export const IS_PATH_CHARACTER: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  PATH_CHARACTERS.includes(String.fromCharCode(code)),
)

/**
 * Spells text of a path in its one canonical way (RFC 3986, 6.2.2): escapes of unreserved
 * characters are decoded, other escapes are upper-cased, what may not stand in a path is escaped.
 *
 * @throws URIError where the text has half of a surrogate pair.
 */
export function toCanonicalText(text: string): string {
  return text.replace(TO_REWRITE, toCanonicalSpelling)
}

function toCanonicalSpelling(found: string): string {
  if (found.length !== 3 || !found.startsWith('%')) return encodeURIComponent(found)
  const character = String.fromCharCode(Number.parseInt(found.slice(1), 16))
  return UNRESERVED.test(character) ? character : found.toUpperCase()
}
