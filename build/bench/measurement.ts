/** One figure of `npm run bench`. Goals that are absolute have neither ratio nor yardstick. */
export type Measurement = {
  readonly name: string
  readonly ratio: number | null
  readonly goal: number
  readonly met: boolean
  readonly ours: number
  readonly yardstick: number | null
  readonly unit: string
}

export type Benchmark = {
  run(): Promise<readonly Measurement[]>
}

type Comparison = {
  readonly name: string
  readonly ours: number
  readonly yardstick: number
  readonly unit: string
  readonly goal: number
  /** Whether the ratio should be at least, or at most, the goal. */
  readonly better: 'higher' | 'lower'
}

export function compare({ name, ours, yardstick, unit, goal, better }: Comparison): Measurement {
  const ratio = ours / yardstick
  return {
    name,
    ratio: rounded(ratio),
    goal,
    met: better === 'higher' ? ratio >= goal : ratio <= goal,
    ours: rounded(ours),
    yardstick: rounded(yardstick),
    unit,
  }
}

type Absolute = Pick<Measurement, 'name' | 'ours' | 'unit' | 'goal'> & {
  /** Whether the goal is the least it should be. */
  readonly isLeast?: boolean
}

/** A figure with a goal of its own. */
export function absolute({ name, ours, unit, goal, isLeast = false }: Absolute): Measurement {
  const met = isLeast ? ours >= goal : ours <= goal
  return { name, ratio: null, goal, met, ours: rounded(ours), yardstick: null, unit }
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The nearest-rank percentile. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length))
  const value = sorted[rank - 1]
  if (value === undefined) throw new RangeError('there is nothing to take a percentile of')
  return value
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
