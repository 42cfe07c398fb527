import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, rateFromBasisPoints, rateFromPercent, shareOf } from '../../domain/amount.ts'
import { notional, shiftPrice } from '../../domain/price.ts'
import {
  anyMoney,
  anyPrice,
  anyRate,
  signedMoney,
  smallRate,
} from '../../domain/sample-arbitraries.fixture.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { explainPercentOfEquity, percentOfEquity, type SizeRequest } from './percent-of-equity.ts'

const SAMPLE: SizeRequest = {
  market: SAMPLE_MARKET,
  share: rateFromPercent(25),
  equity: money('10000'),
  freeCash: money('10000'),
  price: price('30000'),
  feeRate: rateFromBasisPoints(13),
}

const anyRequest = fc.record({
  market: fc.constant(SAMPLE_MARKET),
  share: anyRate,
  equity: signedMoney,
  freeCash: signedMoney,
  price: anyPrice,
  feeRate: smallRate,
})

describe('percent of equity', () => {
  it('buys for its share of the equity', () => {
    expect(percentOfEquity(SAMPLE)).toBe(quantity('0.08333'))
  })

  it('buys for no more than free cash pays for, with the fee', () => {
    expect(percentOfEquity({ ...SAMPLE, freeCash: money('1001.3') })).toBe(quantity('0.03333'))
    expect(percentOfEquity({ ...SAMPLE, freeCash: money('0') })).toBe(0)
  })

  it('buys nothing when there is no equity, or less', () => {
    expect(percentOfEquity({ ...SAMPLE, equity: money('0') })).toBe(0)
    expect(percentOfEquity({ ...SAMPLE, equity: money('-10') })).toBe(0)
    expect(percentOfEquity({ ...SAMPLE, freeCash: money('-10') })).toBe(0)
  })

  it('is a multiple of the step, never negative, and within share and free cash', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const size = percentOfEquity(request)
        expect(size >= 0).toBe(true)
        expect(BigInt(size) % BigInt(SAMPLE_MARKET.quantityStep)).toBe(0n)
        if (size === 0) return
        const cost = notional(SAMPLE_MARKET, request.price, size, 'up')
        expect(cost <= shareOf(request.equity, request.share, 'down')).toBe(true)
        expect(add(cost, shareOf(cost, request.feeRate, 'up')) <= request.freeCash).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('grows with equity, share and cash, and shrinks with price and fee', () => {
    fc.assert(
      fc.property(anyRequest, anyMoney, anyRate, (request, more, rise) => {
        const size = percentOfEquity(request)
        const grown = { ...request, equity: add(request.equity, more) }
        expect(percentOfEquity(grown) >= size).toBe(true)
        const richer = { ...request, freeCash: add(request.freeCash, more) }
        expect(percentOfEquity(richer) >= size).toBe(true)
        const whole = { ...request, share: rateFromPercent(100) }
        if (request.equity >= 0) expect(percentOfEquity(whole) >= size).toBe(true)
        const dearer = shiftPrice(SAMPLE_MARKET, request.price, rise, 'up')
        expect(percentOfEquity({ ...request, price: dearer }) <= size).toBe(true)
      }),
    )
  })

  it('shows its arithmetic', () => {
    expect(explainPercentOfEquity(SAMPLE, percentOfEquity(SAMPLE))).toBe(
      '0.25 × equity 10000 USDT, of which 10000 is free, at 30000 = 0.08333 BTC',
    )
  })
})
