import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, type Money, shareOf, subtract, ZERO_QUANTITY } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { SAMPLE_MARKET, sampleIntent } from '../../domain/sample-market.fixture.ts'
import type { Sizing } from '../../domain/sizing.ts'
import { RISK_RULES, RiskEngine } from '../risk-engine.ts'
import {
  anyAccount,
  anyWorth,
  requestOf,
  riskContextOf,
  type SampleAccount,
  sizeOf,
} from './sample-size-request.fixture.ts'

/** A size can be too small for the exchange; it is never too large for anything. */
const LIMITS_OF_SIZE = new RiskEngine(RISK_RULES.filter(({ name }) => name !== 'minimum-notional'))

/** What holds for every sizing, whatever the account, the market and the limits. */
export function describeSizing(name: string, anySizing: fc.Arbitrary<Sizing>): void {
  const holds = (law: (sizing: Sizing, account: SampleAccount, more: Money) => void) =>
    fc.assert(fc.property(anySizing, anyAccount, anyWorth, law), { numRuns: 500 })

  describe(`every ${name} size`, () => {
    it('is never negative, and a multiple of the exchange’s step', () => {
      holds((sizing, account) => {
        const size = sizeOf(sizing, requestOf(account))
        expect(size >= 0).toBe(true)
        expect(BigInt(size) % BigInt(SAMPLE_MARKET.quantityStep)).toBe(0n)
      })
    })

    it('is paid for by free cash, with fees and slippage', () => {
      holds((sizing, account) => {
        const size = sizeOf(sizing, requestOf(account))
        if (size === ZERO_QUANTITY) return
        const cost = notional(SAMPLE_MARKET, account.price, size, 'up')
        expect(add(cost, shareOf(cost, account.costRate, 'up')) <= account.freeCash).toBe(true)
      })
    })

    it('is above no limit: no rule refuses it for that', () => {
      holds((sizing, account) => {
        const quantity = sizeOf(sizing, requestOf(account))
        if (quantity === ZERO_QUANTITY) return
        const intent = sampleIntent({ quantity })
        const context = riskContextOf(account)
        expect(LIMITS_OF_SIZE.review(intent, context).kind).toBe('approved')
      })
    })

    it('never grows because of a loss, and never shrinks because of a gain', () => {
      holds((sizing, account, more) => {
        const { equity, freeCash } = account
        const size = sizeOf(sizing, requestOf(account))
        const richer = { equity: add(equity, more), freeCash: add(freeCash, more) }
        const poorer = { equity: subtract(equity, more), freeCash: subtract(freeCash, more) }
        expect(sizeOf(sizing, requestOf({ ...account, ...richer })) >= size).toBe(true)
        expect(sizeOf(sizing, requestOf({ ...account, ...poorer })) <= size).toBe(true)
        const { equity: grown } = richer
        expect(sizeOf(sizing, requestOf({ ...account, equity: grown })) >= size).toBe(true)
      })
    })
  })
}
