import type { Authenticated, Rejected, Scheme, SchemeRequest, SchemeServices } from '@portico/sdk'

/** What the first scheme said that had an answer. */
export interface Finding {
  readonly scheme: Scheme
  readonly answer: Authenticated | Rejected
}

/**
 * Asks schemes in order until one has an answer; `undefined` where none has. Returns a promise only
 * where a scheme does.
 */
export function askSchemes(
  schemes: readonly Scheme[],
  request: SchemeRequest,
  services: SchemeServices,
): Finding | undefined | Promise<Finding | undefined> {
  return askFrom(0)

  function askFrom(first: number): Finding | undefined | Promise<Finding | undefined> {
    for (let at = first; at < schemes.length; at += 1) {
      const scheme = schemes[at]
      const answer = scheme?.authenticate(request, services)
      if (scheme === undefined || answer === undefined) continue
      if (!(answer instanceof Promise)) return { scheme, answer }
      return answer.then((answered) =>
        answered === undefined ? askFrom(at + 1) : { scheme, answer: answered },
      )
    }
    return undefined
  }
}
