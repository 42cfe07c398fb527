import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import { ARMED_RISK_LIMITS, startingLimits } from './default-limits.ts'
import { LimitBook } from './limit-book.ts'

const DAY_MS = 86_400_000

/** An account of real money whose age is in the test's hand. */
function bench(limits = ARMED_RISK_LIMITS) {
  let days = 0
  const book = new LimitBook([['account', limits]], undefined, () => days * DAY_MS)
  return (age: number) => {
    days = age
    const { positionShareMax, exposureShareMax } = book.effective('bot1').account
    return { position: positionShareMax, exposure: exposureShareMax }
  }
}

const firstDays = (percent: number) => ({
  value: rateFromPercent(percent),
  level: 'first-days',
})

describe('an account that starts small', () => {
  it.each([
    [0, 5],
    [1.99, 5],
    [2, 10],
    [3.99, 10],
    [4, 25],
    [6.99, 25],
  ])('may hold after %d days %d %% in one market, and twice that in all', (days, percent) => {
    const limitsAt = bench()
    expect(limitsAt(days)).toEqual({
      position: firstDays(percent),
      exposure: firstDays(percent * 2),
    })
  })

  it('grows while it runs, and is free of it after a week', () => {
    const limitsAt = bench()
    limitsAt(1)
    expect(limitsAt(3).position).toEqual(firstDays(10))
    expect(limitsAt(7).position).toEqual({ value: rateFromPercent(100), level: 'account' })
    expect(limitsAt(7).exposure).toBeNull()
  })

  it('leaves alone what is set tighter by somebody', () => {
    const careful = { ...ARMED_RISK_LIMITS, positionShareMax: rateFromPercent(2) }
    expect(bench(careful)(0).position).toEqual({ value: rateFromPercent(2), level: 'account' })
  })

  it('holds for nobody who does not ask for it', () => {
    expect(bench({ ...NO_LIMITS })(0)).toEqual({ position: null, exposure: null })
    for (const mode of ['demo', 'paper', 'testnet', 'live'] as const) {
      expect(startingLimits(mode).startsSmall).toBe(false)
    }
  })
})
