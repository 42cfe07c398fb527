import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  type Money,
  moneyOf,
  type Quantity,
  type Rate,
  rateFromPercent,
  shareOf,
} from '../../domain/amount.ts'
import { notional, type Price } from '../../domain/price.ts'
import {
  anyMoney,
  anyPrice,
  smallRate,
  steppedQuantity,
} from '../../domain/sample-arbitraries.fixture.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { PaperAccount } from './paper-account.ts'
import { PaperWallet } from './paper-wallet.ts'

function accountWith(base: Quantity, quote: Money): PaperAccount {
  const wallet = new PaperWallet([
    ['BTC', moneyOf(base)],
    ['USDT', quote],
  ])
  return new PaperAccount(SAMPLE_MARKET, wallet)
}

function paidFor(amount: Quantity, at: Price, feeRate: Rate): Money {
  const cost = notional(SAMPLE_MARKET, at, amount, 'up')
  return add(cost, shareOf(cost, feeRate, 'up'))
}

describe('a paper account', () => {
  it('affords as much as cash pays for with the fee, and not one step more', () => {
    fc.assert(
      fc.property(anyMoney, steppedQuantity, anyPrice, smallRate, (cash, wanted, at, feeRate) => {
        const account = accountWith(quantity('0'), cash)
        const amount = account.affordable('buy', wanted, at, feeRate)
        expect(amount >= 0 && amount <= wanted).toBe(true)
        expect(paidFor(amount, at, feeRate) <= cash).toBe(true)
        if (amount === wanted) return
        const more = add(amount, SAMPLE_MARKET.quantityStep)
        expect(paidFor(more, at, feeRate) > cash).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('affords nothing when cash is below nothing', () => {
    const account = accountWith(quantity('0'), money('-1'))
    expect(account.affordable('buy', quantity('0.1'), price('30000'), rateFromPercent(0))).toBe(0)
  })

  it('affords to sell what there is', () => {
    const account = accountWith(quantity('0.4'), money('0'))
    const none = rateFromPercent(0)
    expect(account.affordable('sell', quantity('0.3'), price('1'), none)).toBe(quantity('0.3'))
    expect(account.affordable('sell', quantity('0.5'), price('1'), none)).toBe(quantity('0.4'))
  })

  it('takes cost and fee of a purchase, and gives what a sale brought less its fee', () => {
    const account = accountWith(quantity('1'), money('1000'))
    account.settle('buy', quantity('0.5'), money('150'), money('0.15'))
    expect([account.base, account.quote]).toEqual([quantity('1.5'), money('849.85')])
    account.settle('sell', quantity('1.5'), money('450'), money('0.45'))
    expect([account.base, account.quote]).toEqual([quantity('0'), money('1299.4')])
  })
})
