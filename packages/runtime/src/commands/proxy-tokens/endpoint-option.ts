import { usageError } from '../command-error.js'

/** Takes the labels of `--endpoint`; `*` alone is every endpoint. */
export async function readLabels(
  labels: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  if (labels === undefined || labels.join() === '*') return undefined
  // Loaded here alone: most commands name no endpoint, and the SDK is slow to load.
  const { isLabel } = await import('@portico/sdk')
  for (const label of labels) {
    if (!isLabel(label)) {
      throw usageError(
        `--endpoint must be a label as runtime routes prints it, not ${JSON.stringify(label)}.`,
      )
    }
  }
  return labels
}
