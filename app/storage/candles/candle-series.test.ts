import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import { candlesOf } from '../../domain/candle-arrays.ts'
import type { Price } from '../../domain/price.ts'
import { anyQuantity } from '../../domain/sample-arbitraries.fixture.ts'
import { CandleSeries } from './candle-series.ts'
import { CANDLE_TABLES } from './candle-tables.ts'

const MINUTE_MS = 60_000
const DECIMALS = 2
const BLOCK_CANDLES = 32

/** The same candles in a row each: what nobody could get wrong. */
class PlainTable {
  readonly #byTime = new Map<number, Candle>()

  write(candles: readonly Candle[]): void {
    for (const candle of candles) this.#byTime.set(candle.openTime, candle)
  }

  removeBefore(time: number): void {
    for (const openTime of this.#byTime.keys()) if (openTime < time) this.#byTime.delete(openTime)
  }

  read(from: number, until: number): readonly Candle[] {
    return [...this.#byTime.values()]
      .filter(({ openTime }) => openTime >= from && openTime < until)
      .sort((a, b) => a.openTime - b.openTime)
  }
}

/** Ordinary prices mostly, and now and then one as large as can be. */
const anyUnits = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 1, max: 5_000_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 50 }).map((units) => units * 100_000) },
  { weight: 1, arbitrary: fc.maxSafeNat().map((units) => units + 1) },
)

const anyCandle = fc
  .record({
    minute: fc.integer({ min: 0, max: 500 }),
    prices: fc.array(anyUnits, { minLength: 4, maxLength: 4 }),
    volume: anyQuantity,
  })
  .map(({ minute, prices, volume }) => candle(minute, prices, volume))

function candle(minute: number, prices: readonly number[], volume: Quantity): Candle {
  const [open = 1, close = 1] = prices
  const [high, low] = [Math.max(...prices), Math.min(...prices)]
  return {
    openTime: minute * MINUTE_MS,
    open: open as Price,
    high: high as Price,
    low: low as Price,
    close: close as Price,
    volume,
  }
}

/** So many in a row, from a minute on. */
const anyRun = fc
  .record({
    minute: fc.integer({ min: 0, max: 400 }),
    count: fc.integer({ min: 1, max: 150 }),
    seed: fc.nat(1_000),
  })
  .map(({ minute, count, seed }) =>
    Array.from({ length: count }, (_, index) => {
      const base = 3_000_000 + ((index * 7_919 + seed * 31) % 1_000)
      const volume = ((index * 104_729 + seed) * 1_000) as Quantity
      return candle(minute + index, [base, base + 10, base + 15, base - 15], volume)
    }),
  )

const anyStep = fc.oneof(
  { weight: 3, arbitrary: anyRun.map((candles) => ({ kind: 'write' as const, candles })) },
  {
    weight: 4,
    arbitrary: fc
      .uniqueArray(anyCandle, { maxLength: 40, selector: ({ openTime }) => openTime })
      .map((candles) => ({ kind: 'write' as const, candles })),
  },
  { weight: 2, arbitrary: anyRun.map((candles) => ({ kind: 'append' as const, candles })) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 0, max: 400 })
      .map((minute) => ({ kind: 'remove' as const, time: minute * MINUTE_MS })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 520 }), fc.integer({ min: 0, max: 520 }))
      .map(([a, b]) => ({
        kind: 'read' as const,
        from: Math.min(a, b) * MINUTE_MS,
        until: Math.max(a, b) * MINUTE_MS,
      })),
  },
)

it('holds the same as a plain table, whatever is written, removed and read in whatever order', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 9 }), (steps) => {
      const database = new Database(':memory:')
      try {
        database.exec(CANDLE_TABLES)
        const series = new CandleSeries(database, 1, BLOCK_CANDLES)
        const neighbour = new CandleSeries(database, 2)
        const plain = new PlainTable()
        const other = [candle(7, [1, 2, 3, 4], 5 as Quantity)]
        neighbour.write(other, DECIMALS)
        for (const step of steps) {
          if (step.kind === 'write') {
            const ordered = [...step.candles].sort((a, b) => a.openTime - b.openTime)
            database.transaction(() => series.write(ordered, DECIMALS))()
            plain.write(ordered)
          } else if (step.kind === 'append') {
            database.transaction(() => {
              for (const one of step.candles.slice(0, 60)) series.write([one], DECIMALS)
            })()
            plain.write(step.candles.slice(0, 60))
          } else if (step.kind === 'remove') {
            database.transaction(() => series.removeBefore(step.time))()
            plain.removeBefore(step.time)
          } else {
            const { from, until } = step
            expect(candlesOf(series.read(from, until, DECIMALS))).toEqual(plain.read(from, until))
          }
        }
        const all = plain.read(0, Number.MAX_SAFE_INTEGER)
        expect(candlesOf(series.read(0, Number.MAX_SAFE_INTEGER, DECIMALS))).toEqual(all)
        expect(series.readNewest(70, DECIMALS)).toEqual(all.slice(-70))
        expect(series.newestTime()).toBe(all.at(-1)?.openTime)
        const { candles, from, to } = series.extent()
        const ends = [all[0]?.openTime ?? null, all.at(-1)?.openTime ?? null]
        expect([candles, from, to]).toEqual([all.length, ...ends])
        expect(series.faults()).toEqual([])
        expect(neighbour.readNewest(9, DECIMALS)).toEqual(other)
      } finally {
        database.close()
      }
    }),
    { numRuns: 80 },
  )
})

it('keeps prices of different decimals, each exactly', () => {
  const database = new Database(':memory:')
  database.exec(CANDLE_TABLES)
  const series = new CandleSeries(database, 1)
  const coarse = Array.from({ length: 5_000 }, (_, minute) =>
    candle(minute, [7, 7, 7, 7], 1 as Quantity),
  )
  series.write(coarse, 0)
  series.write([candle(5_000, [70_001, 70_001, 70_001, 70_001], 1 as Quantity)], 4)
  series.write([candle(3, [71, 71, 71, 71], 1 as Quantity)], 1)
  const { close } = series.read(0, Number.MAX_SAFE_INTEGER, 4)
  expect([close[0], close[3], close[4], close[5_000]]).toEqual([70_000, 71_000, 70_000, 70_001])
  expect(() => series.read(0, Number.MAX_SAFE_INTEGER, 2)).toThrow('4 decimals')
  database.close()
})
