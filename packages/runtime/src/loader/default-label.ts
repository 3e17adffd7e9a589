import { isLabel } from '@portico/sdk'

import { toDefaultLabel } from './endpoint-address.js'
import { invalidEndpoint } from './invalid-endpoint.js'
import type { HandlerSource } from './manifest.js'

/**
 * The label of an endpoint that states none.
 *
 * @throws InvalidEndpointError where its names have nothing that a host name can hold.
 */
export function defaultLabelOf(
  source: HandlerSource,
  handler: string,
  names: readonly string[],
): string {
  const label = toDefaultLabel(names)
  if (isLabel(label)) return label
  throw invalidEndpoint(
    source,
    handler,
    "its names make no label, which needs a-z or 0-9: write one, such as label: 'hello', or another name of the app",
  )
}
