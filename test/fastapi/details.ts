import type { Answer } from './answer.js'

/** One thing that is wrong with a request, without what only one side tells. */
export interface Detail {
  readonly type: string
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly input: unknown
}

/** The details of a 422, by place. */
export function detailsOf({ body }: Answer): readonly Detail[] {
  const { detail } = (body ?? { detail: [] }) as { readonly detail: readonly Detail[] } // of a 422
  return detail
    .map(({ type, loc, msg, input }) => ({ type, loc, msg, input }))
    .toSorted((left, right) => (left.loc.join() < right.loc.join() ? -1 : 1))
}

/** The places that a 422 names, each once. */
export function locsOf(answer: Answer): readonly string[] {
  return [...new Set(detailsOf(answer).map(({ loc }) => loc.join()))]
}
