import type { MessagePort } from 'node:worker_threads'

/*
 * Up to Node 26, Node loads this file in the thread of its module hooks, where it shares nothing
 * with the rest of the process.
 */

/** What an import led to. */
export interface Resolution {
  readonly specifier: string
  /** URL of the module that imports. */
  readonly importer: string | undefined
  /** URL of what it found; `undefined` where there is nothing. */
  readonly url: string | undefined
}

type Report = (resolution: Resolution) => void

/** What a hook is told of the import, of which only this much is read. */
interface ResolveContext {
  readonly parentURL?: string | undefined
}

/** What a hook answers, of which only this much is read. */
interface Resolved {
  readonly url: string
}

let report: Report = () => undefined

/** Takes the port that reports go to. Called by Node. */
export function initialize({ port }: { readonly port: MessagePort }): void {
  report = (resolution) => port.postMessage(resolution)
}

/** Reports what the next hook finds. Called by Node. */
export async function resolve(
  specifier: string,
  context: ResolveContext,
  next: (specifier: string, context: ResolveContext) => Promise<Resolved>,
): Promise<Resolved> {
  const { parentURL: importer } = context
  try {
    const resolved = await next(specifier, context)
    report({ specifier, importer, url: resolved.url })
    return resolved
  } catch (error) {
    report({ specifier, importer, url: undefined })
    throw error
  }
}

/** The same as a hook of the thread that imports, as Node has them from 26 on. */
export function createSyncHook(
  tell: Report,
): (
  specifier: string,
  context: ResolveContext,
  next: (specifier: string, context: ResolveContext) => Resolved,
) => Resolved {
  return function resolveHere(specifier, context, next) {
    const { parentURL: importer } = context
    try {
      const resolved = next(specifier, context)
      tell({ specifier, importer, url: resolved.url })
      return resolved
    } catch (error) {
      tell({ specifier, importer, url: undefined })
      throw error
    }
  }
}
