import { type ControllersOptions, InvalidEndpointError } from '@portico/sdk'

import type { ControllerAction } from '../controllers/controller-action.js'
import { readControllers } from '../controllers/read-controllers.js'
import type { AppNaming } from './app-naming.js'
import { defaultLabelOf } from './default-label.js'
import { toLabelHost } from './endpoint-address.js'
import { inFile } from './invalid-endpoint.js'
import type { ControllerEndpoint, HandlerSource } from './manifest.js'
import { readPathNames } from './path-names.js'
import { resolveControllerProtection } from './resolve-protection.js'

/**
 * The endpoints of the plain routing-controllers controllers among some classes.
 *
 * @throws InvalidEndpointError where one can't be served.
 */
export function controllerEndpointsOf(
  sources: readonly HandlerSource[],
  naming: AppNaming,
  options: ControllersOptions,
): readonly ControllerEndpoint[] {
  const byTarget = new Map(sources.map((source) => [source.target, source]))
  const seen = new Map<string, number>()
  return readActions(sources, options).map((action) => {
    const source = byTarget.get(action.target) ?? { target: action.target, file: undefined }
    const name = `${action.target.name}.${action.handler}`
    const nth = (seen.get(name) ?? 0) + 1
    seen.set(name, nth)
    return toControllerEndpoint(source, action, { naming, nth })
  })
}

interface Numbered {
  readonly naming: AppNaming
  /** Counts the actions of one method, which may stand at several paths. */
  readonly nth: number
}

function toControllerEndpoint(
  source: HandlerSource,
  action: ControllerAction,
  { naming, nth }: Numbered,
): ControllerEndpoint {
  const { handler, methods, path, parameters } = action
  readPathNames(source, handler, path)
  const names = [naming.app, source.target.name, handler]
  const label = defaultLabelOf(source, handler, nth === 1 ? names : [...names, String(nth)])
  const host = toLabelHost(label, naming)
  return {
    kind: 'controller',
    ...source,
    name: `${source.target.name}.${handler}`,
    handler,
    methods,
    path,
    label,
    hosts: host === undefined ? [] : [host],
    protection: resolveControllerProtection(source, handler),
    parameters,
    action,
  }
}

/** Puts the file before what is refused; the message starts with the name of the class. */
function readActions(
  sources: readonly HandlerSource[],
  options: ControllersOptions,
): readonly ControllerAction[] {
  const classes = sources.map(({ target }) => target)
  try {
    return readControllers(classes, options)
  } catch (error) {
    if (!(error instanceof InvalidEndpointError)) throw error
    const [, name] = /^([^.:\s]+)/.exec(error.message) ?? []
    const source = sources.find(({ target }) => target.name === name)
    throw new InvalidEndpointError(inFile(source?.file, error.message), { cause: error })
  }
}
