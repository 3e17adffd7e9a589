import { relative } from 'node:path'

import { describeParameter, type ParameterDescription } from '../binding/describe-parameter.js'
import { requestParameters } from '../binding/request-parameters.js'
import type { ManifestEndpoint } from '../loader/manifest.js'
import { PROTECTED_MARK, toProtection } from './route-table.js'
import { toPrintable } from './printable.js'
import { toServedRoute } from './served-route.js'
import { layOutTable } from './table.js'
import type { Terminal } from './terminal.js'

/** One route, as `runtime routes --json` prints it. Files are relative to the working directory. */
export function toRouteJson(endpoint: ManifestEndpoint, workingDirectory: string): object {
  const { methods, path, hosts, name, file } = endpoint
  const { protected: isProtected, public: isPublic } = toServedRoute(endpoint)
  return {
    methods,
    path,
    hosts,
    kind: endpoint.kind === 'declared' ? endpoint.spec.kind : endpoint.kind,
    handler: name,
    file: file === undefined ? null : relative(workingDirectory, file),
    protected: isProtected,
    public: isPublic,
    parameters: parametersOf(endpoint),
  }
}

/** One route for people: a line, and one more for each parameter and host. */
export function describeRoute(endpoint: ManifestEndpoint, terminal: Terminal): readonly string[] {
  const { methods, path, hosts, name } = endpoint
  const route = toServedRoute(endpoint)
  const mark = route.protected ? PROTECTED_MARK : '  '
  const title = `${mark} ${methods.join(',')} ${terminal.style('bold', toPrintable(path))}`
  const facts = `${toProtection(route, terminal)}, ${name}, label ${route.label}`
  return [
    title,
    `     ${facts}`,
    ...hosts.map((host) => `     also at ${host}`),
    ...layOutParameters(parametersOf(endpoint), terminal),
  ]
}

/** What a request brings, to dependencies too; what the runtime injects is left out. */
function parametersOf({ parameters }: ManifestEndpoint): readonly ParameterDescription[] {
  return requestParameters(parameters).map(describeParameter)
}

function layOutParameters(
  parameters: readonly ParameterDescription[],
  { style }: Terminal,
): readonly string[] {
  if (parameters.length === 0) return []
  const rows = parameters.map(({ name, in: source, type, required }) => [
    '    ',
    toPrintable(name),
    source,
    type,
    required ? 'required' : style('dim', 'optional'),
  ])
  const notes = parameters.flatMap(({ name, note }) =>
    note === undefined ? [] : [style('dim', `      ${toPrintable(name)} is ${note}`)],
  )
  return [...layOutTable(rows), ...notes]
}
