import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sampleCandle } from '../../app/domain/sample-market.fixture.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { StoredCharts } from './stored-charts.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const WISH = { exchange: 'binance', symbol: 'BTC/USDT', timeframe: '1m', count: 100 } as const

/** Minutes 10 to 19. */
function charts(): StoredCharts {
  const path = join(temporaryFolder(), 'candles.db')
  const library = new CandleLibrary(path)
  const candles = Array.from({ length: 10 }, (_, index) => ({
    ...sampleCandle(0, '30000.25'),
    openTime: START + (10 + index) * MINUTE_MS,
  }))
  library.write({ ...WISH, timeframeMs: MINUTE_MS }, candles, 2)
  library.close()
  return new StoredCharts(path)
}

const minute = (at: number) => START + at * MINUTE_MS

it('gives prices and volumes as they are read, in columns of their own', () => {
  const page = charts().page({ ...WISH, edge: { kind: 'newest' }, count: 3 })
  expect(Array.from(page?.openTime ?? [])).toEqual([17, 18, 19].map(minute))
  expect(page?.close.at(-1)).toBe(30_000.25)
  expect(page?.openTime.buffer.byteLength).toBe(3 * 8)
})

it('answers instead of the exchange where what is stored goes on beyond the edge', () => {
  const stored = charts()
  const timesBeyond = (kind: 'before' | 'after', at: number) =>
    stored.pageBeyond({ ...WISH, edge: { kind, time: minute(at) } })?.openTime.length
  expect([timesBeyond('before', 20), timesBeyond('before', 15)]).toEqual([10, 5])
  expect([timesBeyond('after', 9), timesBeyond('after', 12)]).toEqual([10, 7])
})

it('leaves to the exchange what is newest, and what lies beyond a hole or beyond all', () => {
  const stored = charts()
  expect(stored.pageBeyond({ ...WISH, edge: { kind: 'newest' } })).toBeUndefined()
  for (const [kind, at] of [
    ['before', 22],
    ['before', 10],
    ['after', 19],
    ['after', 7],
  ] as const) {
    expect(stored.pageBeyond({ ...WISH, edge: { kind, time: minute(at) } })).toBeUndefined()
  }
})

it('makes no file by being asked', () => {
  const path = join(temporaryFolder(), 'candles.db')
  const stored = new StoredCharts(path)
  expect(stored.page({ ...WISH, edge: { kind: 'newest' } })).toBeUndefined()
  expect(new StoredCharts(path).page({ ...WISH, edge: { kind: 'newest' } })).toBeUndefined()
})
