const SECRET = /\b(ws|as)-[0-9A-Za-z][0-9A-Za-z_.~+/=-]{7,}/g

/** Takes whatever looks like the secret half of a token out of a text. */
export function redactSecrets(text: string): string {
  // Most lines hold none, and a search for a word is cheaper than one for a pattern.
  const mayHoldOne = text.includes('ws-') || text.includes('as-')
  return mayHoldOne ? text.replace(SECRET, '$1-[redacted]') : text
}
