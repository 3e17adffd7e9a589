import { type Protection, proxyAuth, type Scheme } from '@portico/sdk'

import type { SecurityRequirement, SecurityScheme } from './open-api-types.js'

/** How one of our schemes is asked for: alternatives, and what each of their members is. */
interface DescribedScheme {
  readonly requirements: readonly SecurityRequirement[]
  readonly components: Readonly<Record<string, SecurityScheme>>
}

const PROXY: DescribedScheme = {
  requirements: [{ modalKey: [], modalSecret: [] }, { proxyToken: [] }],
  components: {
    modalKey: {
      type: 'apiKey',
      in: 'header',
      name: 'Modal-Key',
      description: 'Id of a proxy token, wk-…',
    },
    modalSecret: {
      type: 'apiKey',
      in: 'header',
      name: 'Modal-Secret',
      description: 'Secret of the proxy token, ws-…',
    },
    proxyToken: {
      type: 'http',
      scheme: 'bearer',
      description: 'Id and secret of a proxy token, with a dot between: wk-….ws-…',
    },
  },
}

/** The alternatives of which a caller has to fulfil one; none where everybody may call. */
export function toSecurity(protection: Protection): readonly SecurityRequirement[] {
  return schemesOf(protection).flatMap((scheme) => describe(scheme).requirements)
}

/** What {@link toSecurity} names, for all endpoints of a description. */
export function toSecuritySchemes(
  protections: readonly Protection[],
): Readonly<Record<string, SecurityScheme>> {
  const described = protections.flatMap(schemesOf).map(describe)
  return Object.assign({}, ...described.map(({ components }) => components))
}

function schemesOf(protection: Protection): readonly Scheme[] {
  return protection.kind === 'protected' ? protection.schemes : []
}

function describe(scheme: Scheme): DescribedScheme {
  if (scheme === proxyAuth()) return PROXY
  const name = `scheme-${scheme.name.replace(/[^\w.-]/g, '-')}`
  const [carrier = 'bearer'] = scheme.challenge.split(' ', 1)
  const description = `Asks for: ${scheme.challenge}`
  return {
    requirements: [{ [name]: [] }],
    components: { [name]: { type: 'http', scheme: carrier.toLowerCase(), description } },
  }
}
