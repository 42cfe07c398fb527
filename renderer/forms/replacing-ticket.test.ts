import { expect, it } from 'vitest'
import type { OrderView } from '../../app/contract/engine-view.ts'
import { MANUAL_BOT } from '../../app/contract/manual-bot.ts'
import { isChangeable, ticketLike } from './replacing-ticket.ts'

const LIMIT: OrderView = {
  ...{ intentId: 'one', clientOrderId: 'cb-one', exchangeOrderId: null, botId: MANUAL_BOT },
  ...{ symbol: 'BTC/USDT', side: 'buy', purpose: 'enter', type: 'limit', quantity: '0.01' },
  ...{ limitPrice: '20000', triggerPrice: null, trailingPercent: null, filled: '0' },
  ...{ averagePrice: null, state: 'open', watchedBy: null, isBeingCancelled: false, note: null },
  ...{ timeInForce: 'gtc', postOnly: false, createdAt: 0, updatedAt: 0 },
}

it('makes a ticket like the order, at the price where its line was let go, on the tick', () => {
  const ticket = ticketLike(LIMIT, '19876.5439', '0.01')
  expect(ticket).toMatchObject({ side: 'buy', type: 'limit', quantity: '0.01' })
  expect(ticket.limitPrice).toBe('19876.54')
  expect(ticket.triggerPrice).toBe('')
})

it('keeps the terms of the order: one that must not take does not begin to', () => {
  const ticket = ticketLike({ ...LIMIT, postOnly: true }, '19000', '0.01')
  expect(ticket).toMatchObject({ timeInForce: 'gtc', postOnly: true })
})

it('leaves the price as it is where nothing was moved', () => {
  expect(ticketLike(LIMIT, null, '0.01').limitPrice).toBe('20000')
})

it('keeps the distance between a trigger and its limit', () => {
  const stop = { ...LIMIT, side: 'sell', type: 'stop-limit', triggerPrice: '19000' } as const
  const ticket = ticketLike({ ...stop, limitPrice: '18990.5' }, '18500', '0.01')
  expect([ticket.triggerPrice, ticket.limitPrice]).toEqual(['18500', '18490.5'])
})

it('lets a person change what a person placed and still works, and nothing else', () => {
  expect(isChangeable(LIMIT)).toBe(true)
  expect(isChangeable({ ...LIMIT, botId: 'grid' })).toBe(false)
  expect(isChangeable({ ...LIMIT, state: 'filled' })).toBe(false)
  expect(isChangeable({ ...LIMIT, isBeingCancelled: true })).toBe(false)
  expect(isChangeable({ ...LIMIT, limitPrice: null })).toBe(false)
  expect(isChangeable({ ...LIMIT, triggerPrice: '1', trailingPercent: '2' })).toBe(false)
})
