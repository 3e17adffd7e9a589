import { isLabel } from '@portico/sdk'

import { usageError } from '../command-error.js'

/** Takes the labels of `--endpoint`; `*` alone is every endpoint. */
export function readLabels(labels: readonly string[] | undefined): readonly string[] | undefined {
  if (labels === undefined || labels.join() === '*') return undefined
  for (const label of labels) {
    if (!isLabel(label)) {
      throw usageError(
        `--endpoint must be a label as runtime routes prints it, not ${JSON.stringify(label)}.`,
      )
    }
  }
  return labels
}
