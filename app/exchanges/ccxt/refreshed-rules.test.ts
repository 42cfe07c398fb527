import { describe, expect, it } from 'vitest'
import type { Price } from '../../domain/price.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { refreshedRules } from './refreshed-rules.ts'

describe('the rules of a market that is known', () => {
  it('are those of today, for quantities and values', () => {
    const rules = { quantityStep: quantity('0.001'), quantityMin: quantity('0.01') }
    const now = { ...SAMPLE_MARKET, ...rules, notionalMin: money('10') }
    expect(refreshedRules(SAMPLE_MARKET, now)).toEqual(now)
  })

  it('have today’s tick in the decimals in which prices count', () => {
    const now = { ...SAMPLE_MARKET, priceDecimals: 1, priceTick: 5 as Price }
    expect(refreshedRules(SAMPLE_MARKET, now)).toEqual({
      ...SAMPLE_MARKET,
      priceDecimals: 2,
      priceTick: price('0.50'),
    })
  })

  it('count in more decimals where the exchange came to quote finer prices', () => {
    const now = { ...SAMPLE_MARKET, priceDecimals: 4, priceTick: 1 as Price }
    expect(refreshedRules(SAMPLE_MARKET, now)).toEqual(now)
  })
})
