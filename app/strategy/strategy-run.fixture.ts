import fc from 'fast-check'
import type { Decision } from '../domain/decision.ts'
import { ObligingMarket } from './obliging-market.ts'
import type { StrategyContext, StrategyDefinition, StrategyParameters } from './strategy.ts'

export type SampleCandle = Pick<StrategyContext, 'high' | 'low' | 'close'>

/** Candles of a walk in whole cents, so that equal prices are equal. */
export const anyCandles: fc.Arbitrary<readonly SampleCandle[]> = fc
  .array(
    fc.record({
      step: fc.integer({ min: -400, max: 400 }),
      above: fc.integer({ min: 0, max: 200 }),
      below: fc.integer({ min: 0, max: 200 }),
    }),
    { minLength: 1, maxLength: 200, size: 'max' },
  )
  .map((steps) => {
    let close = 100_000
    return steps.map(({ step, above, below }) => {
      const open = close
      close += step
      return {
        high: (Math.max(open, close) + above) / 100,
        low: (Math.min(open, close) - below) / 100,
        close: close / 100,
      }
    })
  })

export function candleOf(close: number): SampleCandle {
  return { high: close, low: close, close }
}

/** What a bot decides at each candle, where it gets what it wants at once. */
export function decisionsOf(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
  candles: readonly SampleCandle[],
): readonly Decision[] {
  const strategy = definition.create(parameters)
  const market = new ObligingMarket()
  return candles.map((candle, index) => {
    market.pass(candle)
    const shown = { ...candle, open: candle.close, volume: 1, openTime: index }
    const decision = strategy.evaluate({ ...shown, ...market.holdings })
    market.follow(decision, candle)
    return decision
  })
}

export type Wish = 'enter' | 'exit' | 'nothing'

/** The same from rules that say at each candle whether a flat bot would enter, or one that holds would leave. */
export function wishesOf(
  length: number,
  rules: {
    readonly enters: (index: number) => boolean
    readonly exits: (index: number) => boolean
  },
): readonly Wish[] {
  let holds = false
  return Array.from({ length }, (_, index) => {
    if (holds ? !rules.exits(index) : !rules.enters(index)) return 'nothing'
    holds = !holds
    return holds ? 'enter' : 'exit'
  })
}

export function defaultsOf(definition: StrategyDefinition): StrategyParameters {
  return Object.fromEntries(definition.fields.map((field) => [field.key, field.default]))
}

/** The mean of the last `count` values up to and with an index. */
export function meanAt(values: readonly number[], index: number, count: number): number {
  const window = values.slice(index - count + 1, index + 1)
  return window.reduce((sum, value) => sum + value, 0) / count
}
