import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import type { Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import { candlesOf } from '../../domain/candle-arrays.ts'
import { bucketStart, longerCandles } from '../../domain/candle-bucket.ts'
import { anyCandles } from '../../domain/sample-arbitraries.fixture.ts'
import { SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { temporaryFolder, temporaryFolderInMemory } from '../temporary-folder.fixture.ts'
import { CandleLibrary } from './candle-library.ts'
import { KEPT_TIMEFRAMES_MS } from './longer-series.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
const KEY = { exchange: 'binance', symbol: 'BTC/USDT', timeframeMs: MINUTE_MS }
const ALL = [0, Number.MAX_SAFE_INTEGER] as const

function openAt(path: string): CandleLibrary {
  const library = new CandleLibrary(path)
  onTestFinished(() => library.close())
  return library
}

/** Minutes with waves in them, seeded by their number. */
function minutes(from: number, count: number): readonly Candle[] {
  return Array.from({ length: count }, (_, index) => {
    const at = from + index
    const middle = 3_000_000 + Math.round(50_000 * Math.sin(at / 700)) + ((at * 7_919) % 900)
    const price = (units: number) => units as Candle['open']
    return {
      openTime: SAMPLE_START + at * MINUTE_MS,
      open: price(middle),
      high: price(middle + 40 + (at % 13)),
      low: price(middle - 25 - (at % 7)),
      close: price(middle + (at % 29) - 14),
      volume: ((at % 97) * 1_000) as Quantity,
    }
  })
}

/** Each piece written or appended anywhere: small ones one by one, as they close. */
const anyPieces = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 3 * 1_440 }),
    count: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 900 })),
    /** The same file may be open more than once. */
    writer: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 1, maxLength: 8 },
)

it('keeps longer candles that equal what the shorter ones add up to, in whatever order those came', () => {
  const folder = temporaryFolderInMemory()
  let runs = 0
  fc.assert(
    fc.property(anyPieces, (pieces) => {
      runs += 1
      const library = new CandleLibrary(join(folder, `${runs}.db`))
      const other = new CandleLibrary(join(folder, `${runs}.db`))
      try {
        for (const { from, count, writer } of pieces) {
          const candles = minutes(from, count)
          const chosen = writer === 0 ? library : other
          if (count > 12) chosen.write(KEY, candles, 2)
          else for (const candle of candles) chosen.write(KEY, [candle], 2)
        }
        const base = candlesOf(library.read(KEY, ...ALL) ?? emptyArrays())
        const closed = (base.at(-1)?.openTime ?? 0) + MINUTE_MS
        for (const timeframeMs of [...KEPT_TIMEFRAMES_MS, 3 * MINUTE_MS, 120 * MINUTE_MS]) {
          const kept = library.read({ ...KEY, timeframeMs }, ...ALL)
          const expected = longerCandles(base, timeframeMs).filter(
            ({ openTime }) => openTime + timeframeMs <= closed,
          )
          expect(kept === undefined ? [] : candlesOf(kept)).toEqual(expected)
        }
        expect(library.upkeep.check()).toEqual([])
      } finally {
        library.close()
        other.close()
      }
    }),
    { numRuns: 40 },
  )
})

it('keeps them whole candle by candle, over gaps, after a batch, and when half of a week is taken out', () => {
  const library = openAt(join(temporaryFolderInMemory(), 'candles.db'))
  const all = [...minutes(0, 3_000), ...minutes(3_007, 900), ...minutes(5_000, 6_200)]
  library.write(KEY, all.slice(0, 2_500), 2)
  for (const candle of all.slice(2_500, 9_000)) library.write(KEY, [candle], 2)
  library.upkeep.remove(library.upkeep.preview(MINUTE_MS, 0, SAMPLE_START + 21 * DAY_MS))
  for (const candle of all.slice(9_000)) library.write(KEY, [candle], 2)
  const closed = (all.at(-1)?.openTime ?? 0) + MINUTE_MS
  for (const timeframeMs of KEPT_TIMEFRAMES_MS) {
    const expected = longerCandles(all, timeframeMs).filter(
      ({ openTime }) => openTime + timeframeMs <= closed,
    )
    const kept = library.read({ ...KEY, timeframeMs }, ...ALL)
    expect(kept === undefined ? [] : candlesOf(kept)).toEqual(expected)
  }
})

it('says of a longer candle that is not what the shorter ones add up to when it was', () => {
  const path = join(temporaryFolder(), 'candles.db')
  const library = openAt(path)
  library.write(KEY, minutes(0, 30), 2)
  expect(library.upkeep.check()).toEqual([])
  const raw = new Database(path)
  raw.exec(
    'UPDATE candle_tail SET volume = volume + 1 WHERE series_id = 2 AND open_time % 600000 = 0',
  )
  raw.close()
  expect(library.upkeep.check()).toEqual(
    [0, 10, 20].map(
      (minute) =>
        `binance BTC/USDT 5 min: 2024-01-01T00:${String(minute).padStart(2, '0')}:00.000Z is not what the shorter candles say`,
    ),
  )
})

it('shows what a retention would take, takes exactly that, and leaves the longer candles whole', () => {
  const library = openAt(join(temporaryFolder(), 'candles.db'))
  library.write(KEY, minutes(0, 21 * 1_440), 2)
  const days = { ...KEY, timeframeMs: DAY_MS }
  const before = library.read(days, ...ALL)
  const now = SAMPLE_START + 21 * DAY_MS
  const removals = library.upkeep.preview(MINUTE_MS, 10 * DAY_MS, now)
  const week = bucketStart(now - 10 * DAY_MS, 7 * DAY_MS)
  expect(removals).toMatchObject([{ candles: (week - SAMPLE_START) / MINUTE_MS, before: week }])
  expect(candlesOf(library.read(KEY, ...ALL) ?? emptyArrays())).toHaveLength(21 * 1_440)
  library.upkeep.remove(removals)
  expect(library.read(KEY, ...ALL)?.openTime[0]).toBe(week)
  expect(library.read(days, ...ALL)).toEqual(before)
  expect(library.upkeep.preview(MINUTE_MS, 10 * DAY_MS, now)).toEqual([])
  library.write(KEY, minutes(21 * 1_440, 2_000), 2)
  expect(library.upkeep.check()).toEqual([])
  expect(library.upkeep.vacuum()).toBeGreaterThan(0)
})

it('writes nothing of a batch that has a candle which cannot be written', () => {
  const library = openAt(join(temporaryFolder(), 'candles.db'))
  library.write(KEY, minutes(0, 10), 2)
  const broken = minutes(10, 7).map((candle, at) =>
    at === 5 ? { ...candle, openTime: 0.5 } : candle,
  )
  expect(() => library.write(KEY, broken, 2)).toThrow()
  expect(candlesOf(library.read(KEY, ...ALL) ?? emptyArrays())).toEqual(minutes(0, 10))
  expect(library.upkeep.check()).toEqual([])
})

it('tells candles of one exchange, market and length from those of another', () => {
  const library = openAt(join(temporaryFolder(), 'candles.db'))
  fc.assert(
    fc.property(anyCandles(3), (candles) => {
      library.write({ ...KEY, symbol: 'ETH/USDT' }, candles, 2)
      library.write({ ...KEY, exchange: 'kraken' }, candles.slice(1), 2)
      expect(library.read(KEY, ...ALL)).toBeUndefined()
      const read = library.read({ ...KEY, exchange: 'kraken' }, ...ALL)
      expect(read && candlesOf(read)).toEqual(candles.slice(1))
    }),
    { numRuns: 5 },
  )
})

function emptyArrays() {
  const column = new Float64Array(0)
  return {
    ...{ priceDecimals: 0, openTime: column, open: column, high: column, low: column },
    ...{ close: column, volume: column, largeVolumes: new Map() },
  }
}
