import { expect, it } from 'vitest'
import { rateFromBasisPoints } from '../../domain/amount.ts'
import { money, sampleFill } from '../../domain/sample-market.fixture.ts'
import { DEFAULT_PAPER_RULES } from '../../exchanges/paper/paper-rules.ts'
import { accountCosts } from './account-costs.ts'

const paid = (fee: string, liquidity: 'maker' | 'taker') =>
  sampleFill({ cost: money('1000'), feeInQuote: money(fee), liquidity })

it('takes the fees that the account paid, each of its kind, whatever a single fill cost', () => {
  const fills = [
    ...['0.75', '0.75000001', '0', '0.75', '9'].map((fee) => paid(fee, 'taker')),
    paid('0.2', 'maker'),
  ]
  expect(accountCosts(fills)).toEqual({
    ...DEFAULT_PAPER_RULES,
    takerFee: rateFromBasisPoints(7.5),
    makerFee: rateFromBasisPoints(2),
  })
})

it('takes the usual ones where there is nothing to go by', () => {
  expect(accountCosts([])).toEqual(DEFAULT_PAPER_RULES)
})
