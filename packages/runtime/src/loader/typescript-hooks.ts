import { fileURLToPath } from 'node:url'

import { findTsconfig } from './tsconfig-file.js'

/** Compiler settings of an app that has no `tsconfig.json` at all. */
const DEFAULT_TSCONFIG = fileURLToPath(new URL('../../tsconfig.app.json', import.meta.url))

let registered: Promise<unknown> | undefined

/**
 * Makes `import` take TypeScript, with decorator metadata. It costs about 120 ms, once a process,
 * so that an app in JavaScript does without.
 *
 * Each file is compiled with the `tsconfig.json` nearest to it, whatever the working directory; an
 * app without one gets settings with decorators and their metadata on.
 */
export async function registerTypeScript(appFolder: string): Promise<void> {
  registered ??= register(appFolder)
  await registered
}

async function register(appFolder: string): Promise<void> {
  const { setTsconfigPath } = await import('@oxc-node/core')
  if (findTsconfig(appFolder) === undefined) setTsconfigPath(DEFAULT_TSCONFIG)
  await import('@oxc-node/core/register')
}
