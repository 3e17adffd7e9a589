import { realpathSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** Whether the module at `url` is the program, rather than imported by one. */
export function isMain(url) {
  return url === pathToFileURL(realpathSync(process.argv[1])).href
}
