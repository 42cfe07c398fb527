import { expect, it } from 'vitest'
import { ask, askExit, NOTHING } from '../sample-risk-context.fixture.ts'
import { maximumOpenOrders } from './maximum-open-orders.ts'

const limits = { openOrdersMax: 3 }

function withOpenOrders(count: number) {
  return { ...NOTHING, openOrders: count }
}

it('allows the last order below the limit', () => {
  expect(ask(maximumOpenOrders, { limits, context: { account: withOpenOrders(2) } })).toBe('')
  expect(ask(maximumOpenOrders, { context: { account: withOpenOrders(200) } })).toBe('')
})

it('refuses one when the limit is reached', () => {
  expect(ask(maximumOpenOrders, { limits, context: { account: withOpenOrders(3) } })).toBe(
    "3 orders are open and the account's limit is 3",
  )
})

it("holds the bot's limit against its own orders alone", () => {
  const context = { own: withOpenOrders(2), account: withOpenOrders(20) }
  expect(ask(maximumOpenOrders, { limits, level: 'bot', context })).toBe('')
  const full = { ...context, own: withOpenOrders(4) }
  expect(ask(maximumOpenOrders, { limits, level: 'bot', context: full })).toBe(
    "4 orders of the bot are open and the bot's limit is 3",
  )
})

it('counts a purchase with its stop and its target as the three orders that it is', () => {
  const three = { account: withOpenOrders(0), orders: 3 }
  expect(ask(maximumOpenOrders, { limits, context: three })).toBe('')
  expect(
    ask(maximumOpenOrders, { limits, context: { ...three, account: withOpenOrders(1) } }),
  ).toBe("1 order is open, this would be 3 more, and the account's limit is 3")
})

it('is not in the way of an exit', () => {
  expect(askExit(maximumOpenOrders, { limits, context: { account: withOpenOrders(30) } })).toBe('')
})
