import type { Axis } from './parameter-space.ts'
import type { ValuedTrial } from './plateau.ts'

/** What the sets with a pair of values were worth: the median over all else that varied; null where none has a value. */
export interface HeatMap {
  readonly x: string
  readonly y: string
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  /** Row by row: the first row has the first of `ys`. */
  readonly values: readonly (number | null)[]
}

/** One map for each pair of parameters. */
export function heatMaps(
  trials: readonly ValuedTrial[],
  axes: readonly Axis[],
): readonly HeatMap[] {
  return axes.flatMap((x, index) => axes.slice(index + 1).map((y) => heatMap(trials, x, y)))
}

function heatMap(trials: readonly ValuedTrial[], x: Axis, y: Axis): HeatMap {
  const cells = new Map<string, number[]>()
  for (const { parameters, value } of trials) {
    if (value === null) continue
    const cell = `${parameters[x.key]} ${parameters[y.key]}`
    const there = cells.get(cell)
    if (there === undefined) cells.set(cell, [value])
    else there.push(value)
  }
  const values = y.values.flatMap((down) =>
    x.values.map((across) => medianOf(cells.get(`${across} ${down}`))),
  )
  return { x: x.key, y: y.key, xs: x.values, ys: y.values, values }
}

function medianOf(values: readonly number[] | undefined): number | null {
  if (values === undefined) return null
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}
