import { describe, expect, it } from 'vitest'
import { ZERO_MONEY, ZERO_QUANTITY } from '../domain/amount.ts'
import { type Bot, NO_EXITS } from '../domain/bot.ts'
import type { DecisionRecord } from '../domain/decision.ts'
import type { Market } from '../domain/market.ts'
import { type Order, submittingOrder } from '../domain/order.ts'
import { parsePrice } from '../domain/price.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleFill,
  sampleIntent,
} from '../domain/sample-market.fixture.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'

/** The n-th of a row of orders, with the fills that belong to it named after it. */
export function nthOrder(index: number, changes: Partial<Order> = {}): Order {
  const intent = sampleIntent({ intentId: `bot1-${index}-e` })
  return { ...submittingOrder(intent, `cb-bot1-${index}-e`, SAMPLE_START + index), ...changes }
}

export function nthFill(index: number, part = 0) {
  const clientOrderId = `cb-bot1-${index}-e`
  const exchangeOrderId = `paper-${clientOrderId}`
  return sampleFill({ clientOrderId, exchangeOrderId, fillId: `${exchangeOrderId}-${part}` })
}

function decision(changes: Partial<DecisionRecord> = {}): DecisionRecord {
  const record = { time: SAMPLE_START, botId: 'bot1', kind: 'watching', reason: 'below' } as const
  return { ...record, detail: () => 'fast 1 · slow 2', intentId: null, ...changes }
}

const bot: Bot = {
  id: 'bot1',
  name: 'First',
  strategyId: 'sma-cross',
  parameters: { fast: 10, slow: 30 },
  symbol: 'BTC/USDT',
  timeframe: '1m',
  sizing: { kind: 'percent-of-equity', share: money('0.25') as never },
  exits: NO_EXITS,
}

/** What every ledger store does, whatever it keeps its rows in. */
export function describeLedgerStore(name: string, open: (market: Market) => LedgerStore): void {
  const openSample = () => open(SAMPLE_MARKET)

  describe(`orders in ${name}`, () => {
    it('gives back an order exactly as it was inserted', () => {
      const store = openSample()
      const order = nthOrder(1, {
        intent: sampleIntent({ type: 'limit', limitPrice: price('29999.99'), side: 'sell' }),
        note: 'a note',
      })
      expect(store.insertOrder(order)).toBe(true)
      expect(store.loadOrder(order.clientOrderId)).toEqual(order)
    })

    it('refuses an order that is already there and leaves that as it is', () => {
      const store = openSample()
      store.insertOrder(nthOrder(1))
      expect(store.insertOrder(nthOrder(1, { note: 'again' }))).toBe(false)
      expect(store.loadRecentOrders(10)).toEqual([nthOrder(1)])
    })

    it('knows no order that was never inserted', () => {
      expect(openSample().loadOrder('cb-unknown')).toBeUndefined()
    })

    it('replaces the state of an order', () => {
      const store = openSample()
      store.insertOrder(nthOrder(1))
      const open = nthOrder(1, { state: 'open', exchangeOrderId: 'x-1', updatedAt: 7, note: 'hm' })
      store.updateOrder(open)
      expect(store.loadOrder(open.clientOrderId)).toEqual(open)
    })

    it('lists what is not finished, the oldest first', () => {
      const store = openSample()
      const states = ['filled', 'open', 'absent', 'submitting', 'rejected', 'unresolved'] as const
      for (const [index, state] of states.entries()) store.insertOrder(nthOrder(index, { state }))
      store.insertOrder(nthOrder(7, { state: 'partially-filled' }))
      store.insertOrder(nthOrder(8, { state: 'cancelled' }))
      const ids = store.loadOpenOrders().map(({ clientOrderId }) => clientOrderId)
      expect(ids).toEqual([1, 3, 5, 7].map((index) => nthOrder(index).clientOrderId))
    })

    it('lists the newest orders, the oldest of them first', () => {
      const store = openSample()
      for (const index of [1, 2, 3]) store.insertOrder(nthOrder(index))
      expect(store.loadRecentOrders(2)).toEqual([nthOrder(2), nthOrder(3)])
      expect(store.loadRecentOrders(0)).toEqual([])
      expect(store.loadRecentOrders(9)).toHaveLength(3)
    })
  })

  describe(`fills in ${name}`, () => {
    it('books a fill together with the state of its order', () => {
      const store = openSample()
      store.insertOrder(nthOrder(1))
      const filled = nthOrder(1, { state: 'filled', filledQuantity: quantity('0.1') })
      expect(store.bookFill(nthFill(1), filled)).toBe(true)
      expect(store.loadFills()).toEqual([nthFill(1)])
      expect(store.loadOrder(filled.clientOrderId)).toEqual(filled)
    })

    it('books a fill once, and writes nothing of its order the second time', () => {
      const store = openSample()
      store.insertOrder(nthOrder(1))
      const filled = nthOrder(1, { state: 'filled', filledQuantity: quantity('0.1') })
      store.bookFill(nthFill(1), filled)
      const doubled = { ...filled, filledQuantity: quantity('0.2') }
      expect(store.bookFill(nthFill(1), doubled)).toBe(false)
      expect(store.loadFills()).toHaveLength(1)
      expect(store.loadOrder(filled.clientOrderId)).toEqual(filled)
    })

    it('books both sides of a trade between two of our own orders', () => {
      const store = openSample()
      store.insertOrder(nthOrder(1))
      store.insertOrder(nthOrder(2))
      const { fillId } = nthFill(1)
      expect(store.bookFill(nthFill(1), nthOrder(1))).toBe(true)
      expect(store.bookFill({ ...nthFill(2), fillId, side: 'sell' }, nthOrder(2))).toBe(true)
      expect(store.loadFills()).toHaveLength(2)
    })

    it('lists all fills, and the newest, in the order they were booked', () => {
      const store = openSample()
      store.insertOrder(nthOrder(1))
      for (const part of [0, 1, 2]) store.bookFill(nthFill(1, part), nthOrder(1))
      expect(store.loadFills()).toEqual([nthFill(1, 0), nthFill(1, 1), nthFill(1, 2)])
      expect(store.loadRecentFills(2)).toEqual([nthFill(1, 1), nthFill(1, 2)])
      expect(store.loadRecentFills(0)).toEqual([])
    })
  })

  describe(`exactness in ${name}`, () => {
    it('keeps amounts that no floating point number holds', () => {
      const store = openSample()
      const intent = sampleIntent({ quantity: quantity('123456789012345678901.12345678') })
      const huge = {
        ...nthOrder(1, { intent }),
        filledQuantity: quantity('90071992.54740993'),
        filledCost: money('999999999999999999999.99999999'),
      }
      store.insertOrder(huge)
      const fill = { ...nthFill(1), cost: money('-90071992.54740993'), fee: money('0.00000001') }
      store.bookFill(fill, huge)
      expect(store.loadOrder(huge.clientOrderId)).toEqual(huge)
      expect(store.loadFills()).toEqual([fill])
    })

    it('keeps prices of eighteen decimals', () => {
      const tiny = parsePrice(18, '0.000000000000000123')
      if (!tiny.ok) throw new Error(tiny.error)
      const store = open({ ...SAMPLE_MARKET, priceDecimals: 18, priceTick: tiny.value })
      const intent = sampleIntent({ type: 'limit', limitPrice: tiny.value })
      store.insertOrder(nthOrder(1, { intent }))
      store.bookFill({ ...nthFill(1), price: tiny.value }, nthOrder(1, { intent }))
      expect(store.loadRecentOrders(1)[0]?.intent.limitPrice).toBe(tiny.value)
      expect(store.loadFills()[0]?.price).toBe(tiny.value)
    })
  })

  describe(`deposits, decisions, bots and trading status in ${name}`, () => {
    it('lists deposits in their order, zero and negative ones too', () => {
      const store = openSample()
      const amounts = [money('10000'), ZERO_MONEY, money('-0.00000001')]
      const deposits = amounts.map((amount, time) => ({ currency: 'USDT', amount, time }))
      for (const deposit of deposits) store.appendDeposit(deposit)
      expect(store.loadDeposits()).toEqual(deposits)
    })

    it('numbers decisions without gaps and lists the newest, the oldest of them first', () => {
      const store = openSample()
      const ids = ['a', 'b', 'c'].map((reason) => store.appendDecision(decision({ reason })))
      const first = ids[0] ?? Number.NaN
      expect(ids).toEqual([first, first + 1, first + 2])
      expect(store.loadRecentDecisions(2)).toEqual([
        { ...decision({ reason: 'b' }), detail: 'fast 1 · slow 2', id: first + 1 },
        { ...decision({ reason: 'c' }), detail: 'fast 1 · slow 2', id: first + 2 },
      ])
      expect(store.loadRecentDecisions(0)).toEqual([])
    })

    it('replaces a bot under its id and keeps the order of bots', () => {
      const store = openSample()
      const second = { ...bot, id: 'bot2' }
      store.saveBot({ bot, status: 'running' })
      store.saveBot({ bot: second, status: 'running' })
      const exits = { ...NO_EXITS, stop: money('0.05') as never }
      const changed = { ...bot, name: 'Renamed', parameters: { fast: 2 }, exits }
      store.saveBot({ bot: changed, status: 'stopped' })
      expect(store.loadBots()).toEqual([
        { bot: changed, status: 'stopped' },
        { bot: second, status: 'running' },
      ])
    })

    it('has no trading status until one is saved, and then the last one', () => {
      const store = openSample()
      expect(store.loadTradingStatus()).toBeUndefined()
      store.saveTradingStatus({ state: 'halted', reason: 'by you', since: 1 })
      const reducing = { state: 'reducing', reason: 'by a breaker', since: 2 } as const
      store.saveTradingStatus(reducing)
      expect(store.loadTradingStatus()).toEqual(reducing)
    })

    it('begins empty', () => {
      const store = openSample()
      const lists = [store.loadOpenOrders(), store.loadRecentOrders(5), store.loadFills()]
      expect([...lists, store.loadDeposits(), store.loadBots()].flat()).toEqual([])
      expect(nthOrder(1).filledQuantity).toBe(ZERO_QUANTITY)
    })
  })
}
