import { describe, expect, it } from 'vitest'
import { type BacktestWish, DEFAULT_COSTS } from '../../app/contract/research.ts'
import type { StrategyView } from '../../app/contract/setup.ts'
import {
  firstSearch,
  gridSize,
  type SearchFields,
  searchFormSchema,
  searchWishOf,
} from './search-form.ts'

const field = { unit: 'candles', help: '', min: 2, max: 500, step: 1 }
const STRATEGY: StrategyView = {
  ...{ id: 'sma-cross', name: 'SMA', description: '', lines: [], orderings: [] },
  decides: 'signals',
  fields: [
    { ...field, key: 'fast', label: 'Fast', default: 10 },
    { ...field, key: 'slow', label: 'Slow', default: 30 },
  ],
}
const FIRST = firstSearch(STRATEGY)

function faultOf(changes: Partial<SearchFields>): string | undefined {
  const parsed = searchFormSchema(STRATEGY).safeParse({ ...FIRST, ...changes })
  return parsed.success ? undefined : parsed.error.issues[0]?.message
}

const STILL = { from: 10, to: 10, step: 1 }

describe('the form of a search', () => {
  it('begins around the usual values, and takes that', () => {
    expect(FIRST.ranges).toEqual({
      fast: { from: 5, to: 20, step: 3 },
      slow: { from: 15, to: 60, step: 9 },
    })
    expect(gridSize(FIRST.ranges)).toBe(36)
    expect(faultOf({})).toBeUndefined()
  })

  it.each<[string, Partial<SearchFields>, string]>([
    [
      'a range that the strategy refuses',
      { ranges: { ...FIRST.ranges, fast: { from: 1, to: 5, step: 1 } } },
      'From 2 to 500.',
    ],
    [
      'a range the wrong way round',
      { ranges: { ...FIRST.ranges, fast: { from: 9, to: 5, step: 1 } } },
      'Ends before it begins.',
    ],
    ['no step', { ranges: { ...FIRST.ranges, fast: { from: 5, to: 9, step: 0 } } }, 'Above zero.'],
    ['nothing that varies', { ranges: { fast: STILL, slow: STILL } }, 'at least one'],
    [
      'more sets than anybody waits for',
      { ranges: { fast: { from: 2, to: 500, step: 1 }, slow: { from: 2, to: 500, step: 1 } } },
      'more than 20,000 sets',
    ],
    ['half a window', { windows: 2.5 }, 'whole number'],
    ['a fall beyond all', { drawdownMaxPercent: 101 }, '0.1 to 100 %'],
    ['no fall at all', { drawdownMaxPercent: 0 }, '0.1 to 100 %'],
    ['half a seed', { seed: 0.5 }, 'whole number'],
  ])('refuses %s, and says so', (_, changes, reason) => {
    expect(faultOf(changes)).toContain(reason)
  })

  it('fixes what does not vary, and searches the rest', () => {
    const backtest: BacktestWish = {
      candles: { kind: 'demo', seed: 7 },
      ...{ others: [], finer: null, from: null, until: null, cash: '10000', costs: DEFAULT_COSTS },
      bot: {
        ...{ name: 'SMA', strategyId: 'sma-cross', parameters: { fast: 3, slow: 4 } },
        sizing: { kind: 'percent-of-equity', percent: 100 },
        exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
      },
    }
    const ranges = { ...FIRST.ranges, fast: STILL }
    const wish = searchWishOf(backtest, { ...FIRST, ranges, walk: 'none' })
    expect(wish.ranges).toEqual([{ key: 'slow', from: 15, to: 60, step: 9 }])
    expect(wish.backtest.bot.parameters.fast).toBe(10)
    expect(wish.walkForward).toBeNull()
    expect(wish.drawdownMaxPercent).toBeNull()
    expect(searchWishOf(backtest, FIRST).walkForward).toEqual({
      ...{ mode: 'rolling', windows: 4, ratio: 3 },
    })
  })
})
