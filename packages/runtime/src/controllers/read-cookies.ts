/** Reads a `Cookie` header as routing-controllers does: of a repeated name the first, decoded where it can be. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (header ?? '').split(';')) {
    const [name = '', ...value] = pair.split('=')
    const key = name.trim()
    if (value.length === 0 || cookies.has(key)) continue
    cookies.set(key, decode(value.join('=').trim()))
  }
  // `fromEntries` defines properties, so that a cookie called `__proto__` is one like any other.
  return Object.fromEntries(cookies)
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
