import { type TypeText } from './type-text.js'

/** The type that a reference within the document stands for, such as `#/components/schemas/User`. */
export function toReferenceType(reference: string): TypeText {
  const [root = '', ...keys] = reference
    .replace(/^#\//, '')
    .split('/')
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
  return { text: `${root}${keys.map((key) => `[${JSON.stringify(key)}]`).join('')}` }
}
