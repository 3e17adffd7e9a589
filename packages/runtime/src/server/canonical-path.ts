import { IS_PATH_CHARACTER, toCanonicalText } from './path-characters.js'

/** A canonical path, or one sentence about why the path is refused. */
export type CanonicalPath =
  { readonly ok: true; readonly path: string } | { readonly ok: false; readonly reason: string }

const SLASH = '/'.charCodeAt(0)
const DOT = '.'.charCodeAt(0)

const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^(?!\/)/, 'The path does not start with "/".'],
  [/[^\x21-\x7e]/, 'The path has a character that must be percent-encoded.'],
  [/[?#]/, 'The path has a "?" or "#" that must be percent-encoded.'],
  [/%(?![0-9A-Fa-f]{2})/, 'The path has a malformed percent-escape.'],
  [/\/\//, 'The path has an empty segment ("//").'],
  [/\\|%5C/i, 'The path has a backslash.'],
  [/%2F/i, 'The path has an encoded slash ("%2F").'],
  [/%00/, 'The path has a NUL character.'],
]
const DOT_SEGMENT = /\/\.{1,2}(?:\/|$)/

/**
 * Brings the path of a request, without its query, into the one spelling that everything after it
 * compares: the same endpoint can't be reached by two spellings of which a guard knows one.
 * Returns the same string where it is canonical already. Never throws.
 */
export function canonicalPath(raw: string): CanonicalPath {
  return isPlain(raw) ? { ok: true, path: raw } : rewrite(raw)
}

/** Whether nothing has to be looked at twice; one scan, since nearly every path is plain. */
function isPlain(raw: string): boolean {
  if (raw.charCodeAt(0) !== SLASH) return false
  for (let index = 0; index < raw.length; index++) {
    const code = raw.charCodeAt(index)
    if (IS_PATH_CHARACTER[code] !== true) return false
    if (code === SLASH) {
      const next = raw.charCodeAt(index + 1)
      if (next === SLASH || next === DOT) return false
    }
  }
  return true
}

function rewrite(raw: string): CanonicalPath {
  const refusal = REFUSALS.find(([pattern]) => pattern.test(raw))
  if (refusal !== undefined) return { ok: false, reason: refusal[1] }
  const path = toCanonicalText(raw)
  if (DOT_SEGMENT.test(path)) {
    return { ok: false, reason: 'The path has a "." or ".." segment.' }
  }
  return isUtf8(path)
    ? { ok: true, path }
    : { ok: false, reason: 'The path has percent-escapes that are not UTF-8.' }
}

function isUtf8(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
