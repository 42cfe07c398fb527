import { expect, it } from 'vitest'
import { FLAT } from '../domain/position.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleCandle,
} from '../domain/sample-market.fixture.ts'
import { CandleContext } from './candle-context.ts'

const LOT = { quantity: 0, averageCost: 1, isSellable: false, isBuying: false }
const HOLDINGS = { position: FLAT, lot: () => LOT }

it('reads the candle that is shown as floats', () => {
  const first = sampleCandle(0, '1')
  const context = new CandleContext(SAMPLE_MARKET, HOLDINGS, first)
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

it('tells what the bot holds as it is when it is asked', () => {
  const holdings = { position: FLAT, lot: (key: string) => ({ ...LOT, quantity: key.length }) }
  const context = new CandleContext(SAMPLE_MARKET, holdings, sampleCandle(0, '1'))
  expect([context.quantity, context.averageCost]).toEqual([0, Number.NaN])
  holdings.position = { ...FLAT, quantity: quantity('0.5'), cost: money('15000') }
  expect([context.quantity, context.averageCost]).toEqual([0.5, 30_000])
  expect(context.lot('ab').quantity).toBe(2)
})
