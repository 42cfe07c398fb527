import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Rate, rateFromFactor, rateFromPercent } from '../../domain/amount.ts'
import { anyRate } from '../../domain/sample-arbitraries.fixture.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import type { VolatilityTarget } from '../../domain/sizing.ts'
import { arithmeticOf, SAMPLE_REQUEST, sizeOf } from './sample-size-request.fixture.ts'
import { describeSizing } from './sizing.suite.ts'

const TARGET: VolatilityTarget = {
  kind: 'volatility-target',
  share: rateFromPercent(0.1),
  period: 14,
  multiple: rateFromFactor(2),
}

const anyTarget = fc
  .tuple(anyRate, fc.integer({ min: 1, max: 2_000_000_000 }))
  .map(([share, multiple]): VolatilityTarget => ({ ...TARGET, share, multiple: multiple as Rate }))

describeSizing('volatility-target', anyTarget)

describe('a volatility target', () => {
  it('makes a move of its average true ranges worth its share', () => {
    // 10 USDT by twice 150.
    expect(sizeOf(TARGET, SAMPLE_REQUEST)).toBe(quantity('0.03333'))
  })

  it('buys less where the market is wilder', () => {
    const wild = { ...SAMPLE_REQUEST, averageTrueRange: price('300') }
    expect(sizeOf(TARGET, wild)).toBe(quantity('0.01666'))
  })

  it('waits until the average is warm', () => {
    expect(arithmeticOf(TARGET, { averageTrueRange: null })).toBe(
      'the average true range is not known before 14 candles have closed',
    )
  })

  it('does not size by a market that stands still', () => {
    expect(arithmeticOf(TARGET, { averageTrueRange: price('0') })).toBe(
      'the price did not move in 14 candles, so there is no range to size by',
    )
  })

  it('shows its arithmetic', () => {
    expect(arithmeticOf(TARGET)).toBe(
      '0.001 × equity 10000 USDT = 10 USDT, ÷ (2 × ATR(14) 150) = 0.03333 BTC',
    )
  })
})
