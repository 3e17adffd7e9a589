/** Middle of `values`; of an even number of them, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which the share `q` of `values` lies, interpolated. `NaN` of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const position = (sorted.length - 1) * q
  const low = sorted[Math.floor(position)] ?? Number.NaN
  const high = sorted[Math.ceil(position)] ?? Number.NaN
  return low + (high - low) * (position - Math.floor(position))
}

/** A figure and the bounds between which it lies in 95 of 100 bootstrap samples. */
export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 5000

/**
 * Median of `numerator[i] / denominator[i]`, with its interval.
 *
 * Pairs were measured side by side, so what slowed the machine slowed both.
 */
export function ratioOf(numerator: readonly number[], denominator: readonly number[]): Interval {
  const ratios = numerator.map((value, round) => value / (denominator[round] ?? Number.NaN))
  const random = createRandom()
  const medians = Array.from({ length: RESAMPLES }, () =>
    median(ratios.map(() => ratios[Math.floor(random() * ratios.length)] ?? Number.NaN)),
  )
  return { value: median(ratios), low: quantile(medians, 0.025), high: quantile(medians, 0.975) }
}

/** Numbers in [0, 1) from a fixed seed, so that the same samples give the same interval. */
function createRandom(): () => number {
  let state = 20_260_101
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
