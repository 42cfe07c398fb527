import { expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { money } from '../../domain/sample-market.fixture.ts'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { balanceReserve } from './balance-reserve.ts'

const limits = { reserveShare: rateFromPercent(20) }
const costRate = rateFromPercent(1)

it('allows a purchase that leaves the reserve, costs included', () => {
  expect(ask(balanceReserve, { limits, context: { costRate, freeCash: money('5030') } })).toBe('')
})

it('refuses one that takes a unit of it', () => {
  const context = { costRate, freeCash: money('5029.99') }
  expect(ask(balanceReserve, { limits, context })).toBe(
    "it would leave 1999.99 USDT of cash and the account's limit is 20 % of equity, 2000",
  )
})

it('says nothing about purchases with another currency, nor where none is asked for', () => {
  const context = { freeCash: money('0'), currency: 'EUR' }
  expect(ask(balanceReserve, { limits, context })).toBe('')
  expect(ask(balanceReserve, { context: { freeCash: money('0') } })).toBe('')
})

it('is not in the way of an exit', () => {
  expect(askExit(balanceReserve, { limits, context: { freeCash: money('0') } })).toBe('')
})
