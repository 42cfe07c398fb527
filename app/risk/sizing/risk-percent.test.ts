import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, type Rate, rateFromPercent, shareOf, subtract } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { anyRate } from '../../domain/sample-arbitraries.fixture.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import type { RiskPercent } from '../../domain/sizing.ts'
import {
  anyAccount,
  arithmeticOf,
  requestOf,
  SAMPLE_REQUEST,
  sizeOf,
} from './sample-size-request.fixture.ts'
import { describeSizing } from './sizing.suite.ts'

function risk(share: Rate): RiskPercent {
  return { kind: 'risk-percent', share }
}

describeSizing('risk-percent', anyRate.map(risk))

describe('risk in percent', () => {
  const ONE_PERCENT = risk(rateFromPercent(1))

  it('loses its share between entry and stop, with the costs of both', () => {
    // 30,039 is paid and 29,361.78 received: 677.22 a coin, of which 100 USDT pay for 0.14766.
    expect(sizeOf(ONE_PERCENT, SAMPLE_REQUEST)).toBe(quantity('0.14766'))
  })

  it('without costs is the share divided by the distance', () => {
    const free = { ...SAMPLE_REQUEST, costRate: rateFromPercent(0) }
    expect(sizeOf(ONE_PERCENT, free)).toBe(quantity('0.16666'))
  })

  it('is smaller with a stop further away', () => {
    const further = { ...SAMPLE_REQUEST, stopPrice: price('27000') }
    expect(sizeOf(ONE_PERCENT, further) < sizeOf(ONE_PERCENT, SAMPLE_REQUEST)).toBe(true)
  })

  it('loses no more than its share when the stop is hit, whatever the account', () => {
    fc.assert(
      fc.property(anyRate, anyAccount, (share, account) => {
        const size = sizeOf(risk(share), requestOf(account))
        if (size === 0 || account.stopPrice === null) return
        const { costRate } = account
        const bought = notional(SAMPLE_MARKET, account.price, size, 'up')
        const paid = add(bought, shareOf(bought, costRate, 'down'))
        const sold = notional(SAMPLE_MARKET, account.stopPrice, size, 'up')
        const received = subtract(sold, shareOf(sold, costRate, 'down'))
        const loss = subtract(paid, received)
        expect(loss <= shareOf(account.equity, share, 'down')).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('refuses to guess without a stop', () => {
    expect(arithmeticOf(ONE_PERCENT, { stopPrice: null })).toBe(
      'the risk in percent needs a stop, and this bot has none',
    )
  })

  it('refuses a stop at the price or above it', () => {
    const refusal = (stop: string) => `the stop at ${stop} is not below the price of 30000`
    expect(arithmeticOf(ONE_PERCENT, { stopPrice: price('30000') })).toBe(refusal('30000'))
    expect(arithmeticOf(ONE_PERCENT, { stopPrice: price('30000.01') })).toBe(refusal('30000.01'))
    expect(sizeOf(ONE_PERCENT, { ...SAMPLE_REQUEST, stopPrice: price('29999.99') }) > 0).toBe(true)
  })

  it('shows its arithmetic', () => {
    expect(arithmeticOf(ONE_PERCENT, { equity: money('1000') })).toBe(
      '0.01 × equity 1000 USDT = 10 USDT, ÷ 677.22 lost per BTC from 30000 to the stop at 29400 with costs of 0.13 % each way = 0.01476 BTC',
    )
  })
})
