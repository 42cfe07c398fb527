import { describe, expect, it } from 'vitest'
import { type CandleSeries, DEFAULT_COSTS } from '../../app/contract/research.ts'
import { backtestWishOf, fieldsOf, type RunFields, runFormSchema } from './backtest-form.ts'

const SERIES: CandleSeries = {
  choice: { kind: 'import', importId: 'abc', symbol: 'BTC/USDT' },
  title: 'BTCUSDT.csv',
  timeframe: '1h',
  candles: 1_000,
  from: Date.UTC(2024, 0, 1),
  to: Date.UTC(2024, 1, 11, 15),
}
const OTHER = { kind: 'import', importId: 'xyz', symbol: 'ETH/USDT' } as const
const BEFORE: RunFields = {
  ...{ seriesKey: '', symbol: '', fromDay: '', toDay: '' },
  startingBalance: '10000',
  costs: DEFAULT_COSTS,
  ...{ others: [], finer: null },
}
const FIELDS = fieldsOf(SERIES, BEFORE)

const other = (symbol: string) => ({ seriesKey: 'import xyz', choice: OTHER, symbol })

function faultOf(changes: Partial<RunFields>): string | undefined {
  const parsed = runFormSchema(SERIES).safeParse({ ...FIELDS, ...changes })
  return parsed.success ? undefined : parsed.error.issues[0]?.message
}

describe('the form of a backtest', () => {
  it('begins with all that there is, and takes it', () => {
    expect(FIELDS).toMatchObject({ fromDay: '2024-01-01', toDay: '2024-02-11', symbol: 'BTC/USDT' })
    expect(faultOf({})).toBeUndefined()
    expect(faultOf({ startingBalance: '10,000.50' })).toBeUndefined()
  })

  it('begins with two weeks where there are minutes', () => {
    expect(fieldsOf({ ...SERIES, timeframe: '1m' }, BEFORE).toDay).toBe('2024-01-14')
  })

  it.each<[string, Partial<RunFields>, string]>([
    ['a day before the candles', { fromDay: '2023-12-31' }, 'from 2024-01-01 to 2024-02-11'],
    ['a day after them', { toDay: '2024-02-12' }, 'from 2024-01-01 to 2024-02-11'],
    ['days in the wrong order', { fromDay: '2024-01-05', toDay: '2024-01-04' }, 'before the first'],
    ['no day', { fromDay: '' }, 'Enter a day.'],
    ['no symbol', { symbol: 'bitcoin' }, 'Enter two currencies'],
    ['no cash', { startingBalance: '0' }, 'above zero'],
    ['no fee', { costs: { ...DEFAULT_COSTS, feePercent: Number.NaN } }, 'The fee must be from 0'],
    ['a spread beyond reason', { costs: { ...DEFAULT_COSTS, spreadPercent: 11 } }, 'The spread'],
    ['a delay of days', { costs: { ...DEFAULT_COSTS, latencySeconds: 1e6 } }, 'The delay'],
    ['no volume', { costs: { ...DEFAULT_COSTS, volumePercent: 0 } }, 'The share of the volume'],
    ['a market twice', { others: [other('BTC/USDT')] }, 'BTC/USDT is there twice'],
    ['a market paid in something else', { others: [other('ETH/EUR')] }, 'must be paid in USDT'],
    ['a market without a name', { others: [other('eth')] }, 'Market 2 needs two currencies'],
    [
      'shorter candles for several markets',
      { others: [other('ETH/USDT')], finer: { choice: SERIES.choice } },
      'one market alone',
    ],
    ['a negative slippage', { costs: { ...DEFAULT_COSTS, slippagePercent: -1 } }, 'The slippage'],
  ])('refuses %s, and says why', (_, changes, reason) => {
    expect(faultOf(changes)).toContain(reason)
  })

  it('asks for whole days, the last one included', () => {
    const bot = {
      name: 'Cross',
      strategyId: 'sma-cross',
      parameters: {},
      sizing: { kind: 'percent-of-equity' as const, percent: 100 },
      exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
    }
    const wish = backtestWishOf(bot, { ...FIELDS, symbol: 'ETH/USDT', toDay: '2024-01-02' }, SERIES)
    expect([wish.from, wish.until]).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 3)])
    expect(wish.candles).toMatchObject({ symbol: 'ETH/USDT' })
    const two = backtestWishOf(bot, { ...FIELDS, others: [other('ETH/USDT')] }, SERIES)
    expect(two.others).toEqual([{ ...OTHER, symbol: 'ETH/USDT' }])
  })
})
