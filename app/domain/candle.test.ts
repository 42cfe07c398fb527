import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Candle, candleFault } from './candle.ts'
import { anyCandles } from './sample-arbitraries.fixture.ts'
import { price, quantity, sampleCandle } from './sample-market.fixture.ts'

describe('a candle', () => {
  it('is sound when open and close lie between low and high', () => {
    fc.assert(
      fc.property(anyCandles(3), (candles) => {
        for (const candle of candles) expect(candleFault(candle)).toBeUndefined()
      }),
    )
    const noVolume = { volume: quantity('0') }
    expect(candleFault(sampleCandle(0, '100', noVolume))).toBeUndefined()
  })

  it.each<[string, Partial<Candle>]>([
    ['prices must be above zero', { low: price('0') }],
    ['prices must be above zero', { low: price('-1') }],
    ['high is below low', { high: price('98'), low: price('99') }],
    ['open is outside high and low', { open: price('100.01') }],
    ['open is outside high and low', { open: price('99.99') }],
    ['close is outside high and low', { close: price('100.01') }],
    ['close is outside high and low', { close: price('99.99') }],
    ['volume is negative', { volume: quantity('-0.00000001') }],
  ])('is faulty when %s', (fault, changes) => {
    expect(candleFault(sampleCandle(0, '100', changes))).toBe(fault)
  })
})
