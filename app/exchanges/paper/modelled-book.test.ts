import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rate, rateFromBasisPoints } from '../../domain/amount.ts'
import { middleOf } from '../../domain/order-book.ts'
import type { Price } from '../../domain/price.ts'
import { price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { ModelledBook } from './modelled-book.ts'

const MODEL = {
  market: SAMPLE_MARKET,
  middle: price('30000'),
  depth: quantity('10'),
  halfSpread: rateFromBasisPoints(1),
  slippage: rateFromBasisPoints(2),
  time: 5,
}

describe('a modelled book', () => {
  it('begins half a spread from the middle, on both sides', () => {
    const { bids, asks, time } = new ModelledBook(MODEL)
    expect(bids[0]).toEqual({ price: price('29997'), quantity: quantity('1') })
    expect(asks[0]).toEqual({ price: price('30003'), quantity: quantity('1') })
    expect(time).toBe(5)
  })

  it('costs the slippage on average to whoever takes a whole side', () => {
    const { asks } = new ModelledBook(MODEL)
    const average = asks.reduce((sum, level) => sum + level.price, 0) / asks.length
    expect(average / price('30009')).toBeCloseTo(1, 6)
  })

  it('has no end where volume sets no limit, and always something at its best price', () => {
    const endless = new ModelledBook({ ...MODEL, depth: null })
    expect(endless.asks[0]?.quantity).toBe(quantity('1000000'))
    const quiet = new ModelledBook({ ...MODEL, depth: quantity('0') })
    expect(quiet.bids[0]?.quantity).toBe(SAMPLE_MARKET.quantityMin)
  })

  it('is in order whatever the price, the spread and the tick', () => {
    const rate = fc.integer({ min: 0, max: 50_000_000 }).map((value) => value as Rate)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), rate, rate, (at, halfSpread, slippage) => {
        const market = { ...SAMPLE_MARKET, priceTick: 5 as Price }
        const middle = at as Price
        const { bids, asks } = new ModelledBook({ ...MODEL, market, middle, halfSpread, slippage })
        const upwards = [...bids.toReversed(), ...asks].map((level) => level.price)
        expect(upwards).toEqual(upwards.toSorted((a, b) => a - b))
        expect(upwards.every((one) => one > 0)).toBe(true)
        expect(bids[0]?.price ?? 0).toBeLessThan(asks[0]?.price ?? 0)
      }),
    )
  })

  it('has its middle at the price after which it is made', () => {
    expect(middleOf(new ModelledBook(MODEL))).toBe(price('30000'))
  })
})
