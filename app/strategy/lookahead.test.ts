import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lookaheadFault } from './lookahead.ts'
import { provingCandles } from './proving-candles.ts'
import { shownRun } from './shown-run.ts'
import { smaCross } from './strategies/sma-cross.ts'
import type { Strategy, StrategyContext, StrategyDefinition } from './strategy.ts'
import { STRATEGIES } from './strategy-catalog.ts'
import { defaultsOf } from './strategy-run.fixture.ts'

const CANDLES = provingCandles(10)

/** A strategy whose every run says what this function makes of a candle. */
function strategyThat(begin: () => (context: StrategyContext) => boolean): StrategyDefinition {
  const create = (): Strategy => {
    const enters = begin()
    return {
      evaluate: (context) => ({
        kind: enters(context) ? 'enter' : 'nothing',
        reason: { code: 'test', text: 'as the test has it' },
      }),
      lines: () => [],
    }
  }
  const parameters = z.record(z.string(), z.number())
  return { ...smaCross, id: 'test', parameters, warmUpCandles: () => 10, create }
}

/** Remembers over all its runs what it was shown, and so knows what comes next when it is run again. */
function clairvoyant(): StrategyDefinition {
  const closes = new Map<number, number>()
  return strategyThat(() => {
    return ({ openTime, close }) => {
      closes.set(openTime, close)
      return (closes.get(openTime + 3_600_000) ?? 0) > close
    }
  })
}

/** A grid lies where the candles are. */
function provingParameters(strategy: StrategyDefinition) {
  const around = strategy.id === 'grid' ? { lower: 900, upper: 1_100 } : {}
  return { ...defaultsOf(strategy), ...around }
}

describe('the lookahead test', () => {
  it.each(STRATEGIES)('finds none in $name, which does something on its candles', (strategy) => {
    const parameters = provingParameters(strategy)
    const candles = provingCandles(strategy.warmUpCandles(parameters))
    const { held } = shownRun(strategy, parameters, { candles })
    expect(new Set(held.map(({ quantity }) => quantity)).size).toBeGreaterThan(1)
    expect(lookaheadFault(strategy, parameters, candles)).toBeUndefined()
  })

  it('finds a strategy that knows the next close from a run before, the first time and the next', () => {
    const strategy = clairvoyant()
    expect(lookaheadFault(strategy, {}, CANDLES)).toMatchObject({
      saysOtherwise: expect.stringContaining('enter'),
    })
    expect(lookaheadFault(strategy, {}, CANDLES)).toBeDefined()
  })

  it('finds one that cheats at the last candle only', () => {
    let runs = 0
    const last = CANDLES.at(-1)?.openTime
    const strategy = strategyThat(() => {
      runs += 1
      return ({ openTime }) => openTime === last && runs > 1
    })
    expect(lookaheadFault(strategy, {}, CANDLES)?.openTime).toBe(last)
  })

  it('finds one that throws dice', () => {
    let state = 1
    const strategy = strategyThat(() => () => {
      state = (state * 16_807) % 2_147_483_647
      return state % 2 === 0
    })
    expect(lookaheadFault(strategy, {}, CANDLES)).toBeDefined()
  })

  it('has nothing against one that throws the same each time: that is found when it trades', () => {
    const strategy = strategyThat(() => ({ close }) => {
      if (close > 1_050) throw new Error('too high for me')
      return false
    })
    expect(lookaheadFault(strategy, {}, CANDLES)).toBeUndefined()
  })
})
