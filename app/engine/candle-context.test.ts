import { expect, it } from 'vitest'
import { price, quantity, SAMPLE_MARKET, sampleCandle } from '../domain/sample-market.fixture.ts'
import { CandleContext } from './candle-context.ts'

it('reads the candle that is shown as floats', () => {
  const first = sampleCandle(0, '1')
  const context = new CandleContext(SAMPLE_MARKET, first)
  const candle = sampleCandle(1, '30000.5', {
    open: price('30000.1'),
    high: price('30001'),
    low: price('29999.99'),
    volume: quantity('0.25'),
  })
  context.show(candle, true)
  const { open, high, low, close, volume, openTime, holdsPosition } = context
  expect([open, high, low, close, volume]).toEqual([30_000.1, 30_001, 29_999.99, 30_000.5, 0.25])
  expect([openTime, holdsPosition]).toEqual([candle.openTime, true])
})
