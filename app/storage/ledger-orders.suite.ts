import { describe, expect, it } from 'vitest'
import { rateFromPercent, ZERO_QUANTITY } from '../domain/amount.ts'
import { ORDER_TYPES, type Order, type OrderIntent, TIMES_IN_FORCE } from '../domain/order.ts'
import { money, price, quantity, sampleIntent } from '../domain/sample-market.fixture.ts'
import type { OpenLedger } from './ledger-store.suite.ts'
import { nthOrder } from './nth-order.fixture.ts'

const idsOf = (orders: readonly Order[]) => orders.map(({ clientOrderId }) => clientOrderId)
const nthIds = (...indices: number[]) => indices.map((index) => nthOrder(index).clientOrderId)

/** What an order is while something of ours watches it. */
const WAITING = { state: 'waiting', payload: null } as const

export function describeOrders(name: string, open: OpenLedger): void {
  describe(`orders in ${name}`, () => {
    it('gives back an order exactly as it was inserted', () => {
      const store = open()
      const order = nthOrder(1, {
        intent: sampleIntent({ type: 'limit', limitPrice: price('29999.99'), side: 'sell' }),
        note: 'a note',
      })
      expect(store.insertOrders([order])).toBe(true)
      expect(store.loadOrder(order.clientOrderId)).toEqual(order)
    })

    it.each([
      ...ORDER_TYPES.map((type) => ({ type })),
      ...TIMES_IN_FORCE.map((timeInForce) => ({ timeInForce })),
      { purpose: 'exit', side: 'sell' },
      { funds: money('1234.00000001') },
      { type: 'limit', limitPrice: price('30000.1'), postOnly: true },
      { type: 'stop-limit', triggerPrice: price('29000.5'), limitPrice: price('28999') },
      { type: 'trailing-stop', trailingRate: rateFromPercent(1.5) },
      { link: { groupId: 'cb-bot1-1-e', role: 'target' } },
      { limits: { collarMax: rateFromPercent(1.5), slippageMax: null } },
      { limits: { collarMax: null, slippageMax: rateFromPercent(0.000001) } },
      { link: { groupId: 'bot1-1-e', role: 'replacement' } },
      { link: { groupId: 'cb-wish', role: 'watched-stop' } },
    ] satisfies Partial<OrderIntent>[])('keeps an intent with %j', (changes) => {
      const store = open()
      const order = nthOrder(1, { intent: sampleIntent(changes) })
      store.insertOrders([order])
      expect(store.loadOrder(order.clientOrderId)).toEqual(order)
      expect(store.loadOpenOrders()).toEqual([order])
    })

    it.each([
      WAITING,
      { payload: '' },
      { payload: '{"symbol":"BTCUSDT","quantity":"0.10000","note":"ä \\u0000 \'; DROP"}' },
      { exchangeOrderId: '000123', state: 'open' },
      { reportedQuantity: quantity('0.00000001') },
      { cancelRequestedAt: 1_704_067_200_123 },
    ] satisfies Partial<Order>[])('keeps an order with %j', (changes) => {
      const store = open()
      const order = nthOrder(1, changes)
      store.insertOrders([order])
      expect(store.loadOrder(order.clientOrderId)).toEqual(order)
    })

    it('refuses an order that is already there and leaves that as it is', () => {
      const store = open()
      store.insertOrders([nthOrder(1)])
      expect(store.insertOrders([nthOrder(1, { note: 'again' })])).toBe(false)
      expect(store.loadRecentOrders(10)).toEqual([nthOrder(1)])
    })

    it('knows no order that was never inserted', () => {
      expect(open().loadOrder('cb-unknown')).toBeUndefined()
    })

    it('replaces the state of an order', () => {
      const store = open()
      store.insertOrders([nthOrder(1)])
      const later = nthOrder(1, {
        state: 'partially-filled',
        exchangeOrderId: 'x-1',
        intent: { ...nthOrder(1).intent, triggerPrice: price('29000') },
        filledQuantity: quantity('0.01'),
        reportedQuantity: quantity('0.02'),
        cancelRequestedAt: 6,
        updatedAt: 7,
        note: 'hm',
      })
      store.updateOrder(later)
      expect(store.loadOrder(later.clientOrderId)).toEqual(later)
    })

    it('writes down what a waiting order is sent as, for less than was planned', () => {
      const store = open()
      store.insertOrders([nthOrder(1, WAITING)])
      const intent = { ...nthOrder(1).intent, type: 'market', quantity: quantity('0.04') } as const
      const triggered = nthOrder(1, { intent, state: 'submitting', payload: 'quantity=0.04' })
      store.updateOrder(triggered)
      expect(store.loadOrder(triggered.clientOrderId)).toEqual(triggered)
    })

    it('updates orders that belong together', () => {
      const store = open()
      store.insertOrders([nthOrder(1, WAITING), nthOrder(2, WAITING)])
      const sent = [1, 2].map((index) => nthOrder(index, { state: 'submitting', payload: 'both' }))
      store.updateOrders(sent)
      expect(store.loadOpenOrders()).toEqual(sent)
    })

    it('lists the newest orders, the oldest of them first', () => {
      const store = open()
      for (const index of [1, 2, 3]) store.insertOrders([nthOrder(index)])
      expect(store.loadRecentOrders(2)).toEqual([nthOrder(2), nthOrder(3)])
      expect(store.loadRecentOrders(0)).toEqual([])
      expect(store.loadRecentOrders(9)).toHaveLength(3)
    })
  })

  describe(`groups of orders in ${name}`, () => {
    it('are inserted together', () => {
      const store = open()
      const orders = [nthOrder(1), nthOrder(2, WAITING), nthOrder(3, WAITING)]
      expect(store.insertOrders(orders)).toBe(true)
      expect(store.loadRecentOrders(9)).toEqual(orders)
    })

    it.each([1, 2, 3])('are refused as a whole when number %d is already there', (known) => {
      const store = open()
      store.insertOrders([nthOrder(known)])
      const again = [1, 2, 3].map((index) => nthOrder(index, { note: 'again' }))
      expect(store.insertOrders(again)).toBe(false)
      expect(store.loadRecentOrders(9)).toEqual([nthOrder(known)])
    })

    it('are refused when one order is in them twice', () => {
      const store = open()
      expect(store.insertOrders([nthOrder(1), nthOrder(1)])).toBe(false)
      expect(store.loadRecentOrders(9)).toEqual([])
    })

    it('can be tried again without the order that was in the way', () => {
      const store = open()
      store.insertOrders([nthOrder(2)])
      store.insertOrders([nthOrder(1), nthOrder(2)])
      expect(store.insertOrders([nthOrder(1), nthOrder(3)])).toBe(true)
      expect(idsOf(store.loadRecentOrders(9))).toEqual(nthIds(2, 1, 3))
    })

    it('may be empty', () => {
      const store = open()
      expect(store.insertOrders([])).toBe(true)
      expect(store.loadRecentOrders(9)).toEqual([])
    })
  })

  describe(`open orders in ${name}`, () => {
    it('are those that are not finished, the oldest first', () => {
      const store = open()
      const states = ['filled', 'open', 'absent', 'submitting', 'rejected', 'unresolved'] as const
      for (const [index, state] of states.entries())
        store.insertOrders([nthOrder(index, { state })])
      store.insertOrders([
        nthOrder(7, { state: 'partially-filled' }),
        nthOrder(8, { state: 'cancelled' }),
        nthOrder(9, WAITING),
      ])
      expect(idsOf(store.loadOpenOrders())).toEqual(nthIds(1, 3, 5, 7, 9))
    })

    it.each(['filled', 'cancelled', 'rejected', 'absent'] as const)(
      'are %s ones too while the exchange has counted more than there are fills of',
      (state) => {
        const store = open()
        const reportedQuantity = quantity('0.10000001')
        store.insertOrders([
          nthOrder(1, { state, reportedQuantity, filledQuantity: quantity('0.1') }),
          nthOrder(2, { state, reportedQuantity, filledQuantity: reportedQuantity }),
          nthOrder(3, { state, filledQuantity: quantity('0.1') }),
        ])
        expect(idsOf(store.loadOpenOrders())).toEqual(nthIds(1))
      },
    )

    it('compare amounts as numbers, not as text', () => {
      const store = open()
      store.insertOrders([
        nthOrder(1, {
          state: 'cancelled',
          reportedQuantity: quantity('10'),
          filledQuantity: quantity('9'),
        }),
        nthOrder(2, {
          state: 'cancelled',
          reportedQuantity: quantity('9'),
          filledQuantity: quantity('10'),
        }),
      ])
      expect(idsOf(store.loadOpenOrders())).toEqual(nthIds(1))
    })

    it('come and go with what is learned of them', () => {
      const store = open()
      store.insertOrders([nthOrder(1)])
      const reportedQuantity = quantity('0.05')
      const moments = [
        ['cancelled', ZERO_QUANTITY, 0],
        ['cancelled', reportedQuantity, 1],
        ['open', reportedQuantity, 1],
        ['absent', ZERO_QUANTITY, 0],
      ] as const
      for (const [state, reported, count] of moments) {
        store.updateOrder(nthOrder(1, { state, reportedQuantity: reported }))
        expect(store.loadOpenOrders()).toHaveLength(count)
      }
    })
  })

  describe(`the exchange's order ids in ${name}`, () => {
    it('lead to the order as it is now', () => {
      const store = open()
      store.insertOrders([nthOrder(1), nthOrder(2)])
      expect(store.loadOrderByExchangeId('BTC/USDT', 'x-2')).toBeUndefined()
      const accepted = nthOrder(2, { state: 'open', exchangeOrderId: 'x-2' })
      store.updateOrder(accepted)
      expect(store.loadOrderByExchangeId('BTC/USDT', 'x-2')).toEqual(accepted)
      const cancelled = { ...accepted, state: 'cancelled' } as const
      store.updateOrder(cancelled)
      expect(store.loadOrderByExchangeId('BTC/USDT', 'x-2')).toEqual(cancelled)
    })

    it('are known of an order that was inserted with one', () => {
      const store = open()
      expect(store.loadOrderByExchangeId('BTC/USDT', 'x-1')).toBeUndefined()
      const order = nthOrder(1, { exchangeOrderId: 'x-1' })
      store.insertOrders([order])
      expect(store.loadOrderByExchangeId('BTC/USDT', 'x-1')).toEqual(order)
    })

    it('are known of orders that are older than the question', () => {
      const store = open()
      const order = nthOrder(1, { exchangeOrderId: 'x-1', state: 'filled' })
      store.insertOrders([order])
      expect(store.loadOrderByExchangeId('BTC/USDT', 'x-1')).toEqual(order)
    })

    it('belong to their market', () => {
      const store = open()
      store.insertOrders([nthOrder(1, { exchangeOrderId: '1' })])
      expect(store.loadOrderByExchangeId('ETH/USDT', '1')).toBeUndefined()
    })
  })
}
