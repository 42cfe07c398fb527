import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rate, rateFromPercent, shareOf } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { anyRate } from '../../domain/sample-arbitraries.fixture.ts'
import { money, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import type { PercentOfEquity } from '../../domain/sizing.ts'
import { effectiveLimits } from '../effective-limits.ts'
import { NOTHING, sampleRiskContext } from '../sample-risk-context.fixture.ts'
import { orderValueCeiling } from './ceilings.ts'
import { limitCeilings } from './limit-ceilings.ts'
import type { SizeRequest } from './position-sizer.ts'
import {
  anyAccount,
  arithmeticOf,
  requestOf,
  SAMPLE_REQUEST,
  sizeOf,
} from './sample-size-request.fixture.ts'
import { sizeEntry } from './size-entry.ts'
import { describeSizing } from './sizing.suite.ts'

function share(rate: Rate): PercentOfEquity {
  return { kind: 'percent-of-equity', share: rate }
}

describeSizing('percent-of-equity', anyRate.map(share))

describe('percent of equity', () => {
  const QUARTER = share(rateFromPercent(25))

  it('buys for its share of the equity', () => {
    expect(sizeOf(QUARTER, SAMPLE_REQUEST)).toBe(quantity('0.08333'))
  })

  it('buys for no more than free cash pays for, with costs', () => {
    const request = { ...SAMPLE_REQUEST, freeCash: money('1001.3') }
    expect(sizeOf(QUARTER, request)).toBe(quantity('0.03333'))
    expect(sizeOf(QUARTER, { ...request, freeCash: money('0') })).toBe(0)
  })

  it('is for all the free cash where it stakes no less and no limit stands before that', () => {
    const fundsOf = (rate: number, changes: Partial<SizeRequest> = {}) => {
      const size = sizeEntry(share(rateFromPercent(rate)), { ...SAMPLE_REQUEST, ...changes })
      return size.ok ? size.value.funds : size.error
    }
    expect(fundsOf(100)).toBe(money('10000'))
    expect(fundsOf(99)).toBeNull()
    expect(fundsOf(25, { freeCash: money('1000') })).toBe(money('1000'))
    const { market, price } = SAMPLE_REQUEST
    const order = orderValueCeiling({ market, price }, { value: money('9000'), level: 'account' })
    expect(fundsOf(100, { ceilings: [order] })).toBeNull()
  })

  it('buys nothing when there is no equity, or less', () => {
    expect(sizeOf(QUARTER, { ...SAMPLE_REQUEST, equity: money('0') })).toBe(0)
    expect(sizeOf(QUARTER, { ...SAMPLE_REQUEST, equity: money('-10') })).toBe(0)
    expect(sizeOf(QUARTER, { ...SAMPLE_REQUEST, freeCash: money('-10') })).toBe(0)
  })

  it('is never worth more than its share', () => {
    fc.assert(
      fc.property(anyRate, anyAccount, (rate, account) => {
        const size = sizeOf(share(rate), requestOf(account))
        if (size === 0) return
        const worth = notional(SAMPLE_MARKET, account.price, size, 'up')
        expect(worth <= shareOf(account.equity, rate, 'down')).toBe(true)
      }),
    )
  })

  it('shows its arithmetic, and what it was cut to', () => {
    const whole = '0.25 × equity 10000 USDT at 30000 = 0.08333 BTC'
    expect(arithmeticOf(QUARTER)).toBe(whole)
    const { market, price } = SAMPLE_REQUEST
    const value = money('1000')
    const order = orderValueCeiling({ market, price }, { value, level: 'account' })
    expect(arithmeticOf(QUARTER, { ceilings: [order] })).toBe(
      `${whole}, cut to 0.03333 BTC by the account's limit of 1000 USDT an order`,
    )
    const limits = effectiveLimits({ bot: { positionShareMax: rateFromPercent(10) } })
    const taken = (text: string) =>
      limitCeilings(sampleRiskContext({ limits, own: { ...NOTHING, position: money(text) } }))
    expect(arithmeticOf(QUARTER, { ceilings: [order, ...taken('600')] })).toBe(
      `${whole}, cut to 0.01333 BTC by the bot's limit of 10 % of equity in one position, of which 600 USDT is taken`,
    )
    expect(sizeOf(QUARTER, { ...SAMPLE_REQUEST, ceilings: taken('6000') })).toBe(0)
  })
})
