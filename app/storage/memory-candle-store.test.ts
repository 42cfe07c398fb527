import { expect, it } from 'vitest'
import { money, sampleCandle } from '../domain/sample-market.fixture.ts'
import { describeCandleStore } from './candle-store.suite.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'

describeCandleStore('memory', () => new MemoryCandleStore())

it('keeps the newest of more candles than it has room for', () => {
  const store = new MemoryCandleStore()
  for (let index = 0; index < 5_000; index += 1) {
    store.append(sampleCandle(index, String(index + 1)), money(String(index)))
  }
  expect(store.loadRecentCandles(9)[0]).toEqual(sampleCandle(4_991, '4992'))
  expect(store.loadRecentCandles(9_999)).toHaveLength(4_096)
  expect(store.loadRecentEquity(9_999)[0]?.equity).toBe(money('904'))
})
