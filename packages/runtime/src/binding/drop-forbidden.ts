/**
 * Takes the keys off a parsed body that mean something to JavaScript itself: class-transformer asks
 * each object for its `constructor`. Its depth has been checked.
 */
export function dropForbidden(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    if (key === '__proto__' || key === 'constructor') Reflect.deleteProperty(value, key)
    else dropForbidden(Reflect.get(value, key))
  }
}
