import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, rateFromBasisPoints, rateFromPercent } from './amount.ts'
import type { Market } from './market.ts'
import {
  averagePrice,
  formatPrice,
  lowestSalePrice,
  notional,
  parsePrice,
  priceToFloat,
  quantityFor,
  roundToTick,
  shiftPrice,
  unitsPerOne,
} from './price.ts'
import { failure, success } from './result.ts'
import { anyMoney, anyPrice, anyQuantity, smallRate } from './sample-arbitraries.fixture.ts'
import { money, price, quantity, SAMPLE_MARKET } from './sample-market.fixture.ts'

const UNIT = quantity('0.00000001')

function marketWithTick(text: string): Market {
  return { ...SAMPLE_MARKET, priceTick: price(text) }
}

describe('notional', () => {
  it('is price × quantity, rounded to the side that was asked for', () => {
    fc.assert(
      fc.property(anyPrice, anyQuantity, (at, held) => {
        const exact = BigInt(at) * BigInt(held)
        expect(BigInt(notional(SAMPLE_MARKET, at, held, 'down'))).toBe(exact / 100n)
        expect(BigInt(notional(SAMPLE_MARKET, at, held, 'up'))).toBe((exact + 99n) / 100n)
      }),
    )
  })

  it('of a price with many decimals is exact too', () => {
    const fine: Market = { ...SAMPLE_MARKET, priceDecimals: 18 }
    const parsed = parsePrice(18, '0.001234567890123456')
    if (!parsed.ok) throw new Error(parsed.error)
    expect(notional(fine, parsed.value, quantity('1000000'), 'down')).toBe(money('1234.56789012'))
    expect(notional(fine, parsed.value, quantity('1000000'), 'up')).toBe(money('1234.56789013'))
    expect(unitsPerOne({ ...fine, priceDecimals: 25 })).toBe(10 ** 25)
  })
})

describe('lowestSalePrice', () => {
  it('is the first price at which the exchange takes a sale of the quantity', () => {
    const { notionalMin, quantityMin } = SAMPLE_MARKET
    fc.assert(
      fc.property(anyPrice, anyQuantity, (at, held) => {
        const isTaken =
          held >= quantityMin && notional(SAMPLE_MARKET, at, held, 'down') >= notionalMin
        expect(at >= lowestSalePrice(SAMPLE_MARKET, held)).toBe(isTaken)
      }),
    )
  })

  it('is at the edge exact too', () => {
    expect(lowestSalePrice(SAMPLE_MARKET, quantity('0.001'))).toBe(price('5000'))
    expect(lowestSalePrice(SAMPLE_MARKET, quantity('0.0003'))).toBe(price('16666.67'))
  })

  it('is out of reach of nothing and of less than the smallest quantity', () => {
    expect(lowestSalePrice(SAMPLE_MARKET, quantity('0'))).toBe(Number.POSITIVE_INFINITY)
    expect(lowestSalePrice(SAMPLE_MARKET, UNIT)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('quantityFor', () => {
  it('never spends more than given, and one unit more would', () => {
    fc.assert(
      fc.property(anyMoney, anyPrice, (budget, at) => {
        const bought = quantityFor(SAMPLE_MARKET, budget, at)
        expect(notional(SAMPLE_MARKET, at, bought, 'up') <= budget).toBe(true)
        const more = add(bought, UNIT)
        expect(BigInt(at) * BigInt(more) > BigInt(budget) * 100n).toBe(true)
      }),
    )
  })
})

describe('averagePrice', () => {
  it('is the price itself when all was bought at one', () => {
    fc.assert(
      fc.property(anyPrice, anyQuantity, (at, held) => {
        const bought = add(held, quantity('0.01'))
        const cost = notional(SAMPLE_MARKET, at, bought, 'up')
        expect(averagePrice(SAMPLE_MARKET, cost, bought)).toBe(at)
      }),
    )
  })

  it('lies between two prices by their quantities', () => {
    expect(averagePrice(SAMPLE_MARKET, money('700'), quantity('3'))).toBe(price('233.33'))
  })
})

describe('the tick', () => {
  it('is reached upwards or downwards, by less than one tick', () => {
    const market = marketWithTick('0.25')
    fc.assert(
      fc.property(anyPrice, (at) => {
        const down = roundToTick(market, at, 'down')
        const up = roundToTick(market, at, 'up')
        expect(down % 25).toBe(0)
        expect(up % 25).toBe(0)
        expect(down <= at && at - down < 25).toBe(true)
        expect(up >= at && up - at < 25).toBe(true)
      }),
    )
  })

  it('is a loss to the one who takes, whether he buys or sells', () => {
    fc.assert(
      fc.property(anyPrice, smallRate, (at, rate) => {
        const paid = shiftPrice(SAMPLE_MARKET, at, rate, 'up')
        expect(BigInt(paid) * 100_000_000n >= BigInt(at) * (100_000_000n + BigInt(rate))).toBe(true)
        expect(paid >= at).toBe(true)
      }),
    )
  })

  it('moves a price by a rate', () => {
    const up = rateFromBasisPoints(3)
    expect(shiftPrice(SAMPLE_MARKET, price('30000.03'), up, 'up')).toBe(price('30009.04'))
    expect(shiftPrice(SAMPLE_MARKET, price('30000.03'), up, 'down')).toBe(price('30009.03'))
    const down = rateFromPercent(-2)
    expect(shiftPrice(marketWithTick('0.5'), price('101'), down, 'up')).toBe(price('99'))
    expect(shiftPrice(marketWithTick('0.5'), price('101'), down, 'down')).toBe(price('98.5'))
  })
})

describe('the text of a price', () => {
  it('reads back as the same price and the same float', () => {
    fc.assert(
      fc.property(anyPrice, (at) => {
        const text = formatPrice(SAMPLE_MARKET, at)
        expect(parsePrice(2, text)).toEqual(success(at))
        expect(priceToFloat(SAMPLE_MARKET, at)).toBe(Number(text))
      }),
    )
  })

  it('is refused when it is no price of this market', () => {
    expect(parsePrice(2, '1.005')).toEqual(failure('"1.005" has more than 2 decimals'))
    expect(parsePrice(18, '123456')).toEqual(failure('"123456" has too many digits for a price'))
  })
})
