import type { AppOptions } from '@portico/sdk'

import { mergeAppOptions } from '../loader/merge-app-options.js'
import type { RuntimeOptions } from './runtime-options.js'

/**
 * What holds for the app of a runtime: what its manifest says, what `defineApp()` made, and what was
 * given as options.
 *
 * @throws TypeError where the same thing is said twice.
 */
export function toAppOptions({
  manifest,
  app,
  use,
  container,
  controllers,
  errorMappers,
}: RuntimeOptions): AppOptions {
  const given: AppOptions = {
    ...(use && { use }),
    ...(container && { container }),
    ...(controllers && { controllers }),
    ...(errorMappers && { errorMappers }),
  }
  return mergeAppOptions(mergeAppOptions(manifest?.appOptions, app?.options), given)
}
