import type { Axis } from './parameter-space.ts'
import type { Trial } from './trial.ts'

/** A trial with what it is worth by itself, and among its neighbours. */
export interface RankedTrial extends Trial {
  /** Of the objective; null where it cannot be told, or a constraint is not met. */
  readonly value: number | null
  /** The median value of the set and its neighbours; one without a value counts as the worst. */
  readonly plateau: number | null
  readonly neighbours: number
}

export interface ValuedTrial extends Trial {
  readonly value: number | null
}

/**
 * A peak that stands alone is luck; what holds for the neighbours as well is likelier to hold tomorrow. Neighbours are one
 * step away at most on every axis; where too few of them were tried, the nearest sets stand in.
 */
export function rankByPlateau(
  trials: readonly ValuedTrial[],
  axes: readonly Axis[],
): readonly RankedTrial[] {
  const places = trials.map(({ parameters }) =>
    axes.map(({ key, values }) => values.indexOf(parameters[key] ?? Number.NaN)),
  )
  const indexOf = new Map(places.map((place, index) => [place.join(), index]))
  const steps = stepsAround(axes.length)
  return trials.map((trial, index) => {
    const place = places[index] ?? []
    const near = steps.flatMap((step) => {
      const found = indexOf.get(place.map((at, axis) => at + (step[axis] ?? 0)).join())
      return found === undefined ? [] : [found]
    })
    const wanted = axes.length * 2
    const neighbours = near.length >= wanted ? near : nearest(places, index, wanted)
    const values = [index, ...neighbours].map((at) => trials[at]?.value ?? null)
    const plateau = trial.value === null ? null : finite(medianOf(values))
    return { ...trial, plateau, neighbours: neighbours.length }
  })
}

/** The set that is to be taken, and the highest one by itself. Equals are told apart by their order. */
export function chosenOf(ranked: readonly RankedTrial[]) {
  return {
    chosen: highest(ranked, ({ plateau }) => plateau),
    peak: highest(ranked, ({ value }) => value),
  }
}

function highest(
  ranked: readonly RankedTrial[],
  worth: (trial: RankedTrial) => number | null,
): RankedTrial | null {
  let best: RankedTrial | null = null
  for (const trial of ranked) {
    const now = worth(trial)
    if (now === null) continue
    const before = best === null ? null : worth(best)
    const isBetter =
      before === null || now > before || (now === before && (trial.value ?? 0) > (best?.value ?? 0))
    if (isBetter) best = trial
  }
  return best
}

/** All moves of at most one step an axis, without staying where one is. */
function stepsAround(axes: number): readonly (readonly number[])[] {
  let steps: (readonly number[])[] = [[]]
  for (let axis = 0; axis < axes; axis += 1) {
    steps = steps.flatMap((step) => [-1, 0, 1].map((move) => [...step, move]))
  }
  return steps.filter((step) => step.some((move) => move !== 0))
}

function nearest(
  places: readonly (readonly number[])[],
  index: number,
  count: number,
): readonly number[] {
  const here = places[index] ?? []
  const distances = places.map((place, at) => ({
    at,
    distance: at === index ? Number.POSITIVE_INFINITY : distanceOf(place, here),
  }))
  const others = distances.filter(({ at }) => at !== index)
  return others
    .toSorted((a, b) => a.distance - b.distance || a.at - b.at)
    .slice(0, count)
    .map(({ at }) => at)
}

function distanceOf(place: readonly number[], here: readonly number[]): number {
  return place.reduce((sum, at, axis) => sum + (at - (here[axis] ?? 0)) ** 2, 0)
}

function medianOf(values: readonly (number | null)[]): number {
  const sorted = values.map((value) => value ?? Number.NEGATIVE_INFINITY).toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? Number.NEGATIVE_INFINITY
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? high) + high) / 2
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
