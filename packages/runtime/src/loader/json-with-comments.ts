/** Strings, which are kept as they are, and what JSON doesn't have: comments and commas before an end. */
const COMMENTS = /"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
const LAST_COMMAS = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g

/**
 * Parses JSON as TypeScript takes it in a `tsconfig.json`. Every character keeps its place, so that
 * the position in an error's message is that in the text.
 *
 * @throws SyntaxError of `JSON.parse`.
 */
export function parseJsonWithComments(text: string): unknown {
  const json = text
    .replace(/^\uFEFF/, ' ')
    .replace(COMMENTS, blank)
    .replace(LAST_COMMAS, blank)
  return JSON.parse(json)
}

function blank(found: string): string {
  return found.startsWith('"') ? found : found.replace(/[^\n]/g, ' ')
}
