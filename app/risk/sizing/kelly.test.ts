import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rate, rateFromFactor, rateFromPercent } from '../../domain/amount.ts'
import { anyRate } from '../../domain/sample-arbitraries.fixture.ts'
import { quantity } from '../../domain/sample-market.fixture.ts'
import { type Kelly, kellyShare } from '../../domain/sizing.ts'
import { arithmeticOf, SAMPLE_REQUEST, sizeOf } from './sample-size-request.fixture.ts'
import { describeSizing } from './sizing.suite.ts'

const QUARTER: Kelly = {
  kind: 'kelly',
  winRate: rateFromPercent(55),
  payoffRatio: rateFromFactor(1.5),
  fraction: rateFromFactor(0.25),
  shareMax: rateFromPercent(20),
}

const anyKelly = fc.record({
  kind: fc.constant('kelly' as const),
  winRate: anyRate,
  payoffRatio: fc.integer({ min: 1, max: 10_000_000_000 }).map((units) => units as Rate),
  fraction: anyRate,
  shareMax: anyRate,
})

describeSizing('Kelly', anyKelly)

describe('the share that Kelly stakes', () => {
  it('is what the formula says', () => {
    expect(kellyShare(QUARTER)).toBe(rateFromPercent(25))
    // An even bet that wins six times of ten: 2 × 0.6 − 1.
    const even = { winRate: rateFromPercent(60), payoffRatio: rateFromFactor(1) }
    expect(kellyShare(even)).toBe(rateFromPercent(20))
  })

  it('is rounded down, and zero or less where the bets lose', () => {
    const third = { winRate: rateFromPercent(50), payoffRatio: rateFromFactor(3) }
    expect(kellyShare(third)).toBe(33_333_333)
    const fair = { winRate: rateFromPercent(50), payoffRatio: rateFromFactor(1) }
    expect(kellyShare(fair)).toBe(0)
    expect(kellyShare({ ...fair, winRate: rateFromPercent(49) })).toBeLessThan(0)
  })

  it('is never more than the win rate', () => {
    fc.assert(fc.property(anyKelly, (sizing) => kellyShare(sizing) <= sizing.winRate))
  })
})

describe('a Kelly size', () => {
  it('is a fraction of that share', () => {
    expect(sizeOf(QUARTER, SAMPLE_REQUEST)).toBe(quantity('0.02083'))
  })

  it('is never above the cap', () => {
    const whole = { ...QUARTER, fraction: rateFromFactor(1) }
    expect(sizeOf(whole, SAMPLE_REQUEST)).toBe(quantity('0.06666'))
  })

  it('stakes nothing where the bets lose', () => {
    expect(arithmeticOf({ ...QUARTER, winRate: rateFromPercent(40) })).toBe(
      'Kelly stakes nothing: Kelly 0.4 − 0.6 ÷ 1.5 = 0 is not above zero',
    )
  })

  it('shows its arithmetic', () => {
    expect(arithmeticOf(QUARTER)).toBe(
      '(Kelly 0.55 − 0.45 ÷ 1.5 = 0.25) × 0.25 = 0.0625, × equity 10000 USDT at 30000 = 0.02083 BTC',
    )
    expect(arithmeticOf({ ...QUARTER, fraction: rateFromFactor(1) })).toContain(
      ' × 1 = 0.25, capped at 0.2, × equity',
    )
  })
})
