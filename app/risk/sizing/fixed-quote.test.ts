import { describe, expect, it } from 'vitest'
import { type Money, rateFromPercent } from '../../domain/amount.ts'
import { money, price, quantity } from '../../domain/sample-market.fixture.ts'
import type { FixedQuote } from '../../domain/sizing.ts'
import { anyWorth, arithmeticOf, SAMPLE_REQUEST, sizeOf } from './sample-size-request.fixture.ts'
import { describeSizing } from './sizing.suite.ts'

function fixed(amount: Money): FixedQuote {
  return { kind: 'fixed-quote', amount }
}

describeSizing('fixed-quote', anyWorth.map(fixed))

describe('a fixed sum of money', () => {
  const SIZING = fixed(money('250'))

  it('buys what it pays for, whatever the account is worth', () => {
    expect(sizeOf(SIZING, SAMPLE_REQUEST)).toBe(quantity('0.00833'))
    expect(sizeOf(SIZING, { ...SAMPLE_REQUEST, equity: money('500') })).toBe(quantity('0.00833'))
    expect(sizeOf(SIZING, { ...SAMPLE_REQUEST, price: price('25000') })).toBe(quantity('0.01'))
  })

  it('shows its arithmetic', () => {
    expect(arithmeticOf(SIZING)).toBe('fixed 250 USDT at 30000 = 0.00833 BTC')
  })

  it('leaves room for costs only where all cash is spent', () => {
    const whole = { ...SAMPLE_REQUEST, freeCash: money('250'), costRate: rateFromPercent(25) }
    expect(sizeOf(SIZING, whole)).toBe(quantity('0.00666'))
  })
})
