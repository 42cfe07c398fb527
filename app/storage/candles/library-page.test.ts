import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleCandle } from '../../domain/sample-market.fixture.ts'
import { temporaryFolder } from '../temporary-folder.fixture.ts'
import { CandleLibrary } from './candle-library.ts'
import { type PageEdge, readPage } from './library-page.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const KEY = { exchange: 'binance', symbol: 'BTC/USDT', timeframeMs: MINUTE_MS }

function libraryWith(minutes: readonly number[]): CandleLibrary {
  const library = new CandleLibrary(join(temporaryFolder(), 'candles.db'))
  library.write(KEY, minutes.map(candleAt), 2)
  return library
}

function candleAt(minute: number) {
  return { ...sampleCandle(0, '30000'), openTime: START + minute * MINUTE_MS }
}

function minutesOf(library: CandleLibrary, edge: PageEdge, count: number) {
  const page = readPage(library, KEY, { edge, count })
  return page && Array.from(page.openTime, (time) => (time - START) / MINUTE_MS)
}

it('gives what is next to an edge, over any hole, and never more than was asked for', () => {
  const holes = fc.uniqueArray(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 60 })
  const edges = fc.record({
    at: fc.integer({ min: -10, max: 3_010 }),
    count: fc.integer({ min: 1, max: 9 }),
  })
  fc.assert(
    fc.property(holes, edges, (wanted, { at, count }) => {
      const minutes = wanted.toSorted((a, b) => a - b)
      const library = libraryWith(minutes)
      const time = START + at * MINUTE_MS
      const before = minutesOf(library, { kind: 'before', time }, count) ?? []
      const after = minutesOf(library, { kind: 'after', time }, count) ?? []
      library.close()
      const [earlier, later] = [
        minutes.filter((one) => one < at),
        minutes.filter((one) => one > at),
      ]
      expect(before).toEqual(earlier.slice(earlier.length - before.length))
      expect(after).toEqual(later.slice(0, after.length))
      expect([before.length > 0, after.length > 0]).toEqual([earlier.length > 0, later.length > 0])
      expect(Math.max(before.length, after.length)).toBeLessThanOrEqual(count)
    }),
    { numRuns: 60 },
  )
})

it('begins with the newest, also of longer candles that are made when they are read', () => {
  const library = libraryWith(Array.from({ length: 100 }, (_, minute) => minute))
  expect(minutesOf(library, { kind: 'newest' }, 3)).toEqual([97, 98, 99])
  const key = { ...KEY, timeframeMs: 30 * MINUTE_MS }
  const page = readPage(library, key, { edge: { kind: 'newest' }, count: 2 })
  expect(Array.from(page?.openTime ?? [], (time) => (time - START) / MINUTE_MS)).toEqual([30, 60])
  library.close()
})

it('has nothing of what was never stored', () => {
  const library = libraryWith([1])
  const other = { ...KEY, symbol: 'ETH/USDT' }
  expect(readPage(library, other, { edge: { kind: 'newest' }, count: 5 })).toBeUndefined()
  library.close()
})
