import type { StrategyFile } from './strategy-file.ts'

/** The shipped crossover as a user would write it: same averages, same words, so that the same fills are to be had. */
export const USER_SMA_CROSS: StrategyFile = {
  name: 'my-cross.ts',
  text: `import { type Candle, defineStrategy, enter, exit, nothing, SMA, type Strategy } from 'cryptobot'

class Cross implements Strategy {
  private quick: number | null = null
  private calm: number | null = null
  private before = Number.NaN
  private readonly fast: SMA
  private readonly slow: SMA

  constructor(fast: number, slow: number) {
    this.fast = new SMA(fast)
    this.slow = new SMA(slow)
  }

  evaluate({ close, holdsPosition }: Candle) {
    this.quick = this.fast.add(close)
    this.calm = this.slow.add(close)
    const before = this.before
    this.before = this.quick === null || this.calm === null ? Number.NaN : this.difference(this.quick, this.calm)
    if (Number.isNaN(before)) return nothing('warming-up', 'both averages need more candles')
    if (before <= 0 && this.before > 0 && !holdsPosition) return enter('crossed-up', 'the fast average crossed above the slow one')
    if (before >= 0 && this.before < 0 && holdsPosition) return exit('crossed-down', 'the fast average crossed below the slow one')
    return this.before > 0 ? nothing('above', 'above') : nothing('below', 'below')
  }

  lines() {
    return [this.quick, this.calm]
  }

  private difference(quick: number, slow: number): number {
    const exact = quick - slow
    return Math.abs(exact) <= slow * 2e-13 ? 0 : exact
  }
}

export default defineStrategy({
  name: 'My crossover',
  description: 'Follows trends.',
  fields: [
    { key: 'fast', label: 'Fast average', unit: 'candles', min: 2, max: 499, default: 10 },
    { key: 'slow', label: 'Slow average', unit: 'candles', min: 3, max: 500, default: 30 },
  ],
  orderings: [{ smaller: 'fast', larger: 'slow', message: 'The fast average must be shorter.' }],
  lines: [
    { id: 'fast', label: 'Fast', scale: 'price' },
    { id: 'slow', label: 'Slow', scale: 'price' },
  ],
  warmUp: ({ slow }) => slow + 1,
  create: ({ fast, slow }) => new Cross(fast, slow),
})
`,
}
