import { expect, it } from 'vitest'
import { ask, askExit, NOTHING } from '../sample-risk-context.fixture.ts'
import { orderRate } from './order-rate.ts'

const limits = { ordersPerMinuteMax: 3 }

function withOrdersLastMinute(count: number) {
  return { ...NOTHING, ordersLastMinute: count }
}

it('allows the last order below the limit', () => {
  expect(ask(orderRate, { limits, context: { account: withOrdersLastMinute(2) } })).toBe('')
  expect(ask(orderRate, { context: { account: withOrdersLastMinute(200) } })).toBe('')
})

it('refuses one when the limit is reached', () => {
  expect(ask(orderRate, { limits, context: { account: withOrdersLastMinute(3) } })).toBe(
    "3 orders were sent within a minute and the account's limit is 3",
  )
})

it("holds the bot's limit against its own orders alone", () => {
  const context = { own: withOrdersLastMinute(2), account: withOrdersLastMinute(20) }
  expect(ask(orderRate, { limits, level: 'bot', context })).toBe('')
  const full = { ...context, own: withOrdersLastMinute(4) }
  expect(ask(orderRate, { limits, level: 'bot', context: full })).toBe(
    "4 orders of the bot were sent within a minute and the bot's limit is 3",
  )
})

it('is not in the way of an exit', () => {
  expect(askExit(orderRate, { limits, context: { account: withOrdersLastMinute(30) } })).toBe('')
})
