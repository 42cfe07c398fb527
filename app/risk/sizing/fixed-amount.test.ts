import { describe, expect, it } from 'vitest'
import { type Quantity, quantityOf } from '../../domain/amount.ts'
import { money, quantity } from '../../domain/sample-market.fixture.ts'
import type { FixedAmount } from '../../domain/sizing.ts'
import { anyWorth, arithmeticOf, SAMPLE_REQUEST, sizeOf } from './sample-size-request.fixture.ts'
import { describeSizing } from './sizing.suite.ts'

function fixed(amount: Quantity): FixedAmount {
  return { kind: 'fixed-amount', quantity: amount }
}

describeSizing(
  'fixed-amount',
  anyWorth.map((worth) => fixed(quantityOf(worth))),
)

describe('a fixed amount', () => {
  const SIZING = fixed(quantity('0.01'))

  it('is the same whatever the account is worth', () => {
    expect(sizeOf(SIZING, SAMPLE_REQUEST)).toBe(quantity('0.01'))
    expect(sizeOf(SIZING, { ...SAMPLE_REQUEST, equity: money('500') })).toBe(quantity('0.01'))
  })

  it('is rounded down to the step', () => {
    expect(sizeOf(fixed(quantity('0.01000999')), SAMPLE_REQUEST)).toBe(quantity('0.01'))
  })

  it('is cut to what free cash pays for, and says so', () => {
    expect(arithmeticOf(SIZING)).toBe('fixed amount = 0.01 BTC')
    expect(arithmeticOf(SIZING, { freeCash: money('150.195') })).toBe(
      'fixed amount = 0.01 BTC, cut to 0.005 BTC by free cash of 150.195 USDT at 30000 with costs of 0.13 %',
    )
  })
})
