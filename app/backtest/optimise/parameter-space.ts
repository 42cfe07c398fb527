import { failure, type Result, success } from '../../domain/result.ts'
import type {
  StrategyDefinition,
  StrategyField,
  StrategyParameters,
} from '../../strategy/strategy.ts'

/** A parameter's values that are to be tried, in steps from the first to the last. */
export type AxisRange = readonly [from: number, to: number, step: number]

export interface Axis {
  readonly key: string
  readonly label: string
  readonly values: readonly number[]
}

/** All sets of parameters that a search may try. */
export interface ParameterSpace {
  readonly axes: readonly Axis[]
  readonly size: number
  /** The set with these places on the axes; nothing where the strategy refuses it. */
  at(places: readonly number[]): StrategyParameters | undefined
}

const VALUES_MAX = 1_000

/** What is not on an axis is fixed, or has the strategy's own default. */
export function parameterSpace(
  definition: StrategyDefinition,
  ranges: Readonly<Record<string, AxisRange>>,
  fixed: StrategyParameters,
): Result<ParameterSpace, string> {
  const unknown = Object.keys(ranges).find((key) => !definition.fields.some((f) => f.key === key))
  if (unknown !== undefined) {
    const known = definition.fields.map(({ key }) => key).join(', ')
    return failure(`${definition.id} has no parameter "${unknown}" (there are: ${known})`)
  }
  const axes: Axis[] = []
  for (const field of definition.fields) {
    const range = ranges[field.key]
    if (range === undefined) continue
    const axis = axisOf(field, range)
    if (!axis.ok) return axis
    axes.push(axis.value)
  }
  if (axes.length === 0) return failure('no parameter has a range')
  return success(spaceOf(definition, axes, fixed))
}

function spaceOf(
  definition: StrategyDefinition,
  axes: readonly Axis[],
  fixed: StrategyParameters,
): ParameterSpace {
  const usual = Object.fromEntries(definition.fields.map((field) => [field.key, field.default]))
  return {
    axes,
    size: axes.reduce((size, { values }) => size * values.length, 1),
    at: (places) => {
      const chosen = axes.map(({ key, values }, axis) => [key, values[places[axis] ?? -1]])
      const set = { ...usual, ...fixed, ...Object.fromEntries(chosen) }
      return definition.parameters.safeParse(set).success ? set : undefined
    },
  }
}

function axisOf(
  { key, label, min, max }: StrategyField,
  [from, to, step]: AxisRange,
): Result<Axis, string> {
  if (!(step > 0)) return failure(`the step of "${key}" must be above zero`)
  if (from > to) return failure(`the range of "${key}" ends before it begins`)
  if (from < min || to > max) return failure(`${label} can be from ${min} to ${max}`)
  const count = Math.floor((to - from) / step + 1e-9) + 1
  if (count > VALUES_MAX) return failure(`"${key}" would have more than ${VALUES_MAX} values`)
  const values = Array.from({ length: count }, (_, index) => decimal(from + index * step))
  return success({ key, label, values })
}

/** 0.1 + 2 × 0.1 is 0.3: steps are typed as decimals. */
function decimal(value: number): number {
  return Number(value.toPrecision(12))
}

/** Places on the axes of the set with this number: the last axis turns fastest. */
export function placesAt({ axes }: ParameterSpace, index: number): readonly number[] {
  const places: number[] = []
  let rest = index
  for (const { values } of axes.toReversed()) {
    places.unshift(rest % values.length)
    rest = Math.floor(rest / values.length)
  }
  return places
}

/** The same text for the same set, whatever the order of its keys. */
export function setKey(parameters: StrategyParameters): string {
  const sorted = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return sorted.map(([key, value]) => `${key}=${value}`).join(' ')
}
