import { describe, expect, it } from 'vitest'
import { provingCandles } from './proving-candles.ts'
import { emaCross } from './strategies/ema-cross.ts'
import { smaCross } from './strategies/sma-cross.ts'
import { STRATEGIES } from './strategy-catalog.ts'
import { defaultsOf } from './strategy-run.fixture.ts'
import { warmUpComparison } from './warm-up-comparison.ts'

const CANDLES = provingCandles(600)

describe('the warm-up test', () => {
  it.each(STRATEGIES)(
    'finds that $name wants the same, but for a near tie, however early its data begins',
    (strategy) => {
      const compared = warmUpComparison(strategy, defaultsOf(strategy), CANDLES)
      expect(compared?.compared).toBe(500)
      expect(compared?.different).toBeLessThanOrEqual(5)
    },
  )

  it('finds a warm-up that was declared too short', () => {
    const parameters = { fast: 10, slow: 100 }
    const hasty = { ...emaCross, warmUpCandles: () => 3 }
    expect(warmUpComparison(hasty, parameters, CANDLES)?.different).toBeGreaterThan(0)
  })

  it('does not ask where the candles hardly cover the warm-up', () => {
    const parameters = { fast: 10, slow: 100 }
    expect(warmUpComparison(smaCross, parameters, CANDLES.slice(0, 101))).toBeUndefined()
    expect(warmUpComparison(smaCross, parameters, CANDLES.slice(0, 104))?.compared).toBe(2)
    expect(warmUpComparison(smaCross, parameters, [])).toBeUndefined()
  })
})
