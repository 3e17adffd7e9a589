import type { Invocation } from './invocation.js'

/** Not yet. */
export async function serve(_invocation: Invocation, _files: readonly string[]): Promise<void> {}
