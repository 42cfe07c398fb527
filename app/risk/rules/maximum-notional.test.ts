import { expect, it } from 'vitest'
import type { Money } from '../../domain/amount.ts'
import { multiplyDivide } from '../../domain/exact-integer.ts'
import { money, price, quantity } from '../../domain/sample-market.fixture.ts'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { maximumNotional } from './maximum-notional.ts'

const limits = { notionalMax: money('5000') }

it('allows an order at the limit, and any without one', () => {
  expect(ask(maximumNotional, { limits, context: { price: price('50000') } })).toBe('')
  expect(ask(maximumNotional, { context: { price: price('50000000') } })).toBe('')
})

it('refuses one above it', () => {
  expect(ask(maximumNotional, { limits, context: { price: price('50000.01') } })).toBe(
    "an order worth 5000.001 USDT is above the account's limit of 5000",
  )
})

it('is not in the way of an exit', () => {
  expect(askExit(maximumNotional, { limits, intent: { quantity: quantity('10') } })).toBe('')
})

it('counts in the currency of the account, whatever is paid with', () => {
  const tenfold = (amount: Money) => multiplyDivide(amount, 10, 1, 'down') as Money
  const context = { worth: tenfold, currency: 'EUR' }
  expect(ask(maximumNotional, { limits: { notionalMax: money('30000') }, context })).toBe('')
  expect(ask(maximumNotional, { limits, context })).toBe(
    "an order worth 30000 EUR is above the account's limit of 5000",
  )
})

it('refuses where it cannot tell what the order is worth', () => {
  const context = { worth: () => undefined, currency: 'EUR' }
  expect(ask(maximumNotional, { limits, context })).toBe(
    "no price leads from USDT to EUR, so the order cannot be held against the account's limit of 5000 EUR",
  )
  expect(ask(maximumNotional, { context })).toBe('')
})
