import { expect, it } from 'vitest'
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
