import { describe, expect, it } from 'vitest'
import type { OrderIntent } from '../../domain/order.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleIntent,
} from '../../domain/sample-market.fixture.ts'
import type { RiskContext, RiskRule } from '../risk-rule.ts'
import { sampleRiskContext } from '../sample-risk-context.fixture.ts'
import { maximumNotional } from './maximum-notional.ts'
import { maximumOpenOrders } from './maximum-open-orders.ts'
import { maximumPositionShare } from './maximum-position-share.ts'
import { minimumNotional } from './minimum-notional.ts'

function asked(rule: RiskRule, of: string, changes: Partial<RiskContext> = {}) {
  return rule.refuse(sampleIntent({ quantity: quantity(of) }), sampleRiskContext(changes))
}

function askedToExit(rule: RiskRule, of: string, changes: Partial<RiskContext> = {}) {
  const exit: Partial<OrderIntent> = { side: 'sell', purpose: 'exit', quantity: quantity(of) }
  return rule.refuse(sampleIntent(exit), sampleRiskContext(changes))
}

describe('minimum-notional', () => {
  it('allows an order at the minimum', () => {
    expect(asked(minimumNotional, '0.00017', { price: price('29411.77') })).toBeUndefined()
    expect(asked(minimumNotional, '0.00001', { price: price('500000') })).toBeUndefined()
  })

  it('refuses one a unit below it', () => {
    expect(asked(minimumNotional, '0.00017', { price: price('29411.76') })).toBe(
      "an order worth 4.9999992 USDT is below the exchange's minimum of 5",
    )
  })

  it('refuses a quantity below the smallest one, exits included, and nothing at all', () => {
    const market = { ...SAMPLE_MARKET, quantityMin: quantity('0.001') }
    const message = "0.0009 BTC is below the exchange's smallest quantity of 0.001"
    expect(asked(minimumNotional, '0.0009', { market })).toBe(message)
    expect(askedToExit(minimumNotional, '0.0009', { market })).toBe(message)
    expect(asked(minimumNotional, '0.001', { market })).toBeUndefined()
    expect(asked(minimumNotional, '0')).toContain('smallest quantity')
    expect(asked(minimumNotional, '-1')).toContain('smallest quantity')
  })
})

describe('maximum-notional', () => {
  it('allows an order at the limit', () => {
    expect(asked(maximumNotional, '0.1', { price: price('50000') })).toBeUndefined()
  })

  it('refuses one above it', () => {
    expect(asked(maximumNotional, '0.1', { price: price('50000.01') })).toBe(
      'an order worth 5000.001 USDT is above the limit of 5000',
    )
  })

  it('is not in the way of an exit', () => {
    expect(askedToExit(maximumNotional, '10')).toBeUndefined()
  })
})

describe('maximum-open-orders', () => {
  it('allows the last order below the limit', () => {
    expect(asked(maximumOpenOrders, '0.1', { openOrders: 2 })).toBeUndefined()
  })

  it('refuses one when the limit is reached', () => {
    expect(asked(maximumOpenOrders, '0.1', { openOrders: 3 })).toBe(
      '3 orders are open and the limit is 3',
    )
  })

  it('is not in the way of an exit', () => {
    expect(askedToExit(maximumOpenOrders, '0.1', { openOrders: 30 })).toBeUndefined()
  })
})

describe('maximum-position-share', () => {
  const half = { price: price('50000') }

  it('allows a position at the limit', () => {
    expect(asked(maximumPositionShare, '0.1', half)).toBeUndefined()
  })

  it('refuses one above it, and says by how much', () => {
    expect(asked(maximumPositionShare, '0.10001', half)).toBe(
      'the position would be 50.005 % of equity and the limit is 50 %',
    )
    expect(asked(maximumPositionShare, '0.1', { price: price('50000.01') })).toBe(
      'the position would be 50.00001 % of equity and the limit is 50 %',
    )
  })

  it('counts what is held and what open entries would add', () => {
    const held = { ...half, positionQuantity: quantity('0.04'), pendingQuantity: quantity('0.05') }
    expect(asked(maximumPositionShare, '0.01', held)).toBeUndefined()
    expect(asked(maximumPositionShare, '0.01001', held)).toContain('50.005 %')
  })

  it('refuses to take a share of nothing', () => {
    expect(asked(maximumPositionShare, '0.1', { equity: money('0') })).toBe(
      'equity is 0 USDT, so there is nothing to take a share of',
    )
    expect(asked(maximumPositionShare, '0.1', { equity: money('-1') })).toContain('equity is -1')
  })

  it('is not in the way of an exit', () => {
    expect(askedToExit(maximumPositionShare, '10', { equity: money('0') })).toBeUndefined()
  })
})
