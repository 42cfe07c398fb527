import { expect, it } from 'vitest'
import { money, sampleCandle } from '../domain/sample-market.fixture.ts'
import { describeCandleStore } from './candle-store.suite.ts'
import { MemoryCandleStore } from './memory-candle-store.ts'

describeCandleStore('memory', () => new MemoryCandleStore())

it('finds its way through more candles than one block holds', () => {
  const store = new MemoryCandleStore()
  for (let index = 0; index < 8_200; index += 1) {
    store.append(sampleCandle(index, String(index + 1)), money(String(index)))
  }
  expect(store.loadRecentCandles(9)[0]).toEqual(sampleCandle(8_191, '8192'))
  expect(store.loadRecentEquity(8_200)[0]?.equity).toBe(money('0'))
})
