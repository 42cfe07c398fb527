import { expect, it } from 'vitest'
import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import { NO_CANDLES, withNewer, withOlder } from './candle-window.ts'

function candles(times: readonly number[], close = 1): MarketCandles {
  const column = Float64Array.from(times, () => close)
  const prices = { open: column, high: column, low: column, close: column, volume: column }
  return { openTime: Float64Array.from(times), ...prices }
}

it('puts older candles in front, each once', () => {
  const both = withOlder(candles([30, 40], 2), candles([10, 20, 30], 1))
  expect([...both.openTime]).toEqual([10, 20, 30, 40])
  expect([...both.close]).toEqual([1, 1, 2, 2])
})

it('replaces what was forming by what it became, and goes on from there', () => {
  const both = withNewer(candles([10, 20, 30], 1), candles([30, 40], 2))
  expect([...both.openTime]).toEqual([10, 20, 30, 40])
  expect([...both.close]).toEqual([1, 1, 2, 2])
})

it('begins with what comes first, and stays as it is when nothing comes', () => {
  expect([...withNewer(NO_CANDLES, candles([10])).openTime]).toEqual([10])
  const there = candles([10])
  expect(withNewer(there, NO_CANDLES)).toBe(there)
  expect([...withOlder(there, NO_CANDLES).openTime]).toEqual([10])
})
