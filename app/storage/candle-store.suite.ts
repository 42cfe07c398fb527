import { describe, expect, it } from 'vitest'
import type { Market } from '../domain/market.ts'
import { parsePrice } from '../domain/price.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleCandle,
} from '../domain/sample-market.fixture.ts'
import type { CandleStore } from '../ports/candle-store.ts'

/** What every candle store does, whatever it keeps its rows in. */
export function describeCandleStore(name: string, open: (market: Market) => CandleStore): void {
  const openSample = () => open(SAMPLE_MARKET)

  describe(`candles in ${name}`, () => {
    it('begins empty', () => {
      const store = openSample()
      expect(store.loadRecentCandles(10)).toEqual([])
      expect(store.loadRecentEquity(10)).toEqual([])
    })

    it('gives back the newest candles exactly, the oldest of them first', () => {
      const store = openSample()
      const candles = [0, 1, 2].map((index) =>
        sampleCandle(index, '30000.01', { high: price('30001'), volume: quantity('0.00000001') }),
      )
      for (const candle of candles) store.append(candle, money('10000'))
      expect(store.loadRecentCandles(2)).toEqual(candles.slice(1))
      expect(store.loadRecentCandles(9)).toEqual(candles)
      expect(store.loadRecentCandles(0)).toEqual([])
    })

    it('keeps the equity beside its candle, huge and negative amounts too', () => {
      const store = openSample()
      const amounts = [money('90071992.54740993'), money('-5.00000001'), money('0')]
      for (const [index, equity] of amounts.entries())
        store.append(sampleCandle(index, '1'), equity)
      expect(store.loadRecentEquity(9).map(({ equity }) => equity)).toEqual(amounts)
      expect(store.loadRecentEquity(1)).toEqual([
        { time: sampleCandle(2, '1').openTime, equity: money('0') },
      ])
    })

    it('replaces a candle that comes again, and its equity', () => {
      const store = openSample()
      store.append(sampleCandle(0, '1'), money('1'))
      store.append(sampleCandle(0, '2'), money('2'))
      expect(store.loadRecentCandles(9)).toEqual([sampleCandle(0, '2')])
      expect(store.loadRecentEquity(9).map(({ equity }) => equity)).toEqual([money('2')])
    })

    it('revises a candle among others, and leaves what the account was worth', () => {
      const store = openSample()
      for (const index of [0, 1, 2]) store.append(sampleCandle(index, '1'), money(`${index}`))
      store.revise(sampleCandle(1, '2'))
      const closes = [sampleCandle(0, '1'), sampleCandle(1, '2'), sampleCandle(2, '1')]
      expect(store.loadRecentCandles(9)).toEqual(closes)
      expect(store.loadRecentEquity(9).map(({ equity }) => equity)).toEqual(
        ['0', '1', '2'].map(money),
      )
    })

    it('has no equity for history', () => {
      const store = openSample()
      store.appendHistory([sampleCandle(0, '1'), sampleCandle(1, '2')])
      store.append(sampleCandle(2, '3'), money('7'))
      expect(store.loadRecentCandles(9)).toHaveLength(3)
      expect(store.loadRecentEquity(9)).toHaveLength(1)
    })

    it('leaves the equity there when history brings the same candle', () => {
      const store = openSample()
      store.append(sampleCandle(0, '1'), money('7'))
      store.appendHistory([sampleCandle(0, '2')])
      expect(store.loadRecentEquity(9).map(({ equity }) => equity)).toEqual([money('7')])
    })

    it('keeps prices of eighteen decimals and volumes beyond floating point', () => {
      const tiny = parsePrice(18, '0.000000000000000123')
      if (!tiny.ok) throw new Error(tiny.error)
      const store = open({ ...SAMPLE_MARKET, priceDecimals: 18 })
      const all = { open: tiny.value, high: tiny.value, low: tiny.value, close: tiny.value }
      const candle = sampleCandle(0, '1', { ...all, volume: quantity('123456789012345.12345678') })
      store.append(candle, money('1'))
      expect(store.loadRecentCandles(1)).toEqual([candle])
    })
  })
}
