import { fileURLToPath } from 'node:url'

/** Folder of the repository, from where the tests run once compiled. */
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))
