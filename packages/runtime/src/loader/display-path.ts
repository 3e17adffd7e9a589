import { isAbsolute, relative, sep } from 'node:path'

/** The path as people write it: relative to the working directory, absolute where it is outside. */
export function displayPath(file: string): string {
  const path = relative(process.cwd(), file)
  const outside = path === '' || isAbsolute(path) || path.split(sep)[0] === '..'
  return outside ? file : path
}
