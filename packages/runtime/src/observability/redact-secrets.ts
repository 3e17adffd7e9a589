/** What a letter or digit may belong to that is no part of a word: escapes of JSON, URLs, terminals. */
const ESCAPE = String.raw`\\[bfnrt]|\\u[0-9a-f]{4}|%[0-9A-Fa-f]{2}|\[[0-9;]{0,20}m`
const SECRET = new RegExp(
  String.raw`(?:(?<![0-9A-Za-z])|(?<=${ESCAPE}))(ws|as)-[0-9A-Za-z_.~+/=-]{8,}`,
  'g',
)

/** Takes whatever looks like the secret half of a token out of a text. */
export function redactSecrets(text: string): string {
  // Most lines hold none, and a search for a word is cheaper than one for a pattern.
  const mayHoldOne = text.includes('ws-') || text.includes('as-')
  return mayHoldOne ? text.replace(SECRET, '$1-[redacted]') : text
}
