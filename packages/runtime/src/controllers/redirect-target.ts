const ORIGIN = /^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i

/**
 * Fills `:name` in the path and query of a `@Redirect` template, never in its host or port.
 *
 * @throws Error where `values` lacks a name.
 */
export function toRedirectTarget(template: string, values: object): string {
  const origin = ORIGIN.exec(template)?.[0] ?? ''
  const [rest = '', ...fragment] = template.slice(origin.length).split('#')
  const [path = '', ...search] = rest.split('?')
  const facts = new Map<string, unknown>(Object.entries(values))
  const filled = [
    origin,
    fill(path, facts).replaceAll('?', '%3F').replaceAll('#', '%23'),
    ...search.flatMap((part) => ['?', fill(part, facts).replaceAll('#', '%23')]),
    ...fragment.flatMap((part) => ['#', part]),
  ]
  return filled.join('')
}

function fill(template: string, facts: ReadonlyMap<string, unknown>): string {
  return template.replace(/:(\w+)/g, (_match, name: string) => {
    const value = facts.get(name)
    // As routing-controllers: an empty value would change which page is meant.
    if (!value) throw new Error(`@Redirect('${template}') needs '${name}' in the action's result`)
    return String(value)
  })
}
