import type { Manifest } from '../loader/manifest.js'
import { CommandError } from './command-error.js'

/**
 * Refuses an app where nobody said of an endpoint who may call.
 *
 * @throws CommandError that names each such endpoint.
 */
export function assertProtected({ endpoints }: Manifest, advice = ''): void {
  const unmarked = endpoints.filter(
    ({ protection: { kind } }) => kind !== 'protected' && kind !== 'public',
  )
  if (unmarked.length === 0) return

  const names = unmarked.map(({ name, path }) => `${name} (${path})`).join(', ')
  const [verb, pronoun] = unmarked.length === 1 ? ['is', 'it'] : ['are', 'each']
  throw new CommandError(
    `${names} ${verb} neither protected nor marked public: give ${pronoun} requiresProxyAuth: true or public: true${advice}.`,
  )
}
