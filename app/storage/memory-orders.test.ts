import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Money, Quantity } from '../domain/amount.ts'
import { isSettled, newOrder, nextOrder, type Order, PLAIN_MARKET } from '../domain/order.ts'
import type { Price } from '../domain/price.ts'
import { IdIndex } from './id-index.ts'
import { MemoryOrders } from './memory-orders.ts'

const amount = fc.oneof(fc.integer({ min: 1 }), fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }))

/** Orders of all kinds, most of them of few kinds: as those of bots are. */
const anyOrder = fc
  .record({
    botId: fc.constantFrom('a', 'b', 'a-b'),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    prefix: fc.constantFrom('cb', 'cb2'),
    quantity: amount,
    filledCost: amount,
    state: fc.constantFrom<Order['state']>('filled', 'rejected', 'cancelled', 'open', 'absent'),
    note: fc.constantFrom(null, null, 'no such balance'),
    payload: fc.constantFrom('', 'quantity=1'),
    limitPrice: fc.constantFrom(null, null, 3 as Price),
    link: fc.constantFrom(null, null, { groupId: 'group', role: 'stop' as const }),
    exchangeId: fc.constantFrom<'same' | 'other' | null>('same', 'other', null),
    cancelRequestedAt: fc.constantFrom(null, 7),
    time: fc.integer({ min: 0 }),
  })
  .map((drawn) => (id: string): Order => {
    const { botId, side, prefix, limitPrice, link, time, payload } = drawn
    const clientOrderId = `${prefix}-${id}`
    const purpose = side === 'buy' ? ('enter' as const) : ('exit' as const)
    const quantity = drawn.quantity as Quantity
    const plain = { ...PLAIN_MARKET, symbol: 'BTC/USDT', purpose, quantity }
    const intent = { ...plain, intentId: id, botId, side, limitPrice, link }
    const exchangeOrderId =
      drawn.exchangeId === null ? null : drawn.exchangeId === 'same' ? clientOrderId : `x${id}`
    return {
      ...newOrder({ intent, clientOrderId, payload, time }),
      exchangeOrderId,
      state: drawn.state,
      note: drawn.note,
      filledQuantity: quantity,
      filledCost: drawn.filledCost as Money,
      cancelRequestedAt: drawn.cancelRequestedAt,
      updatedAt: time + 1,
    }
  })

const anyOrders = fc
  .array(anyOrder, { size: 'max', maxLength: 300 })
  .map((drawn) => drawn.map((order, index) => order(`id-${index}`)))

describe('MemoryOrders', () => {
  it('gives back every order as it was given, settled or not', () => {
    fc.assert(
      fc.property(anyOrders, (orders) => {
        const memory = new MemoryOrders()
        for (const order of orders) memory.add(order)
        for (const order of orders) expect(memory.get(order.clientOrderId)).toEqual(order)
        expect(memory.newest(orders.length)).toEqual(orders)
        expect(memory.open()).toEqual(orders.filter((order) => !isSettled(order)))
      }),
    )
  })

  it('replaces a settled order by what a late fill makes of it, and the other way round', () => {
    fc.assert(
      fc.property(anyOrders, anyOrders, (orders, others) => {
        const memory = new MemoryOrders()
        for (const order of orders) memory.add(order)
        const changed = orders.map((order, index) => {
          const { clientOrderId, intent } = order
          const other = others[index] ?? order
          return { ...other, clientOrderId, intent: { ...other.intent, intentId: intent.intentId } }
        })
        for (const order of changed) memory.replace(order)
        expect(memory.newest(orders.length)).toEqual(changed)
        expect(memory.open()).toEqual(changed.filter((order) => !isSettled(order)))
      }),
    )
  })

  it('keeps more kinds of orders than it has columns for', () => {
    const memory = new MemoryOrders()
    const orders = Array.from({ length: 1_000 }, (_, index): Order => {
      const plain = { ...PLAIN_MARKET, symbol: 'BTC/USDT', side: 'buy', purpose: 'enter' } as const
      const quantity = 5 as Quantity
      const intent = { ...plain, quantity, intentId: `i${index}`, botId: `bot${index}` }
      const clientOrderId = `cb-i${index}`
      const order = newOrder({ intent, clientOrderId, payload: '', time: index })
      return nextOrder(order, { kind: 'absent', clientOrderId, time: index + 1 })
    })
    for (const order of orders) memory.add(order)
    expect(memory.newest(1_000)).toEqual(orders)
  })

  it('knows nothing of an order that was never added', () => {
    const memory = new MemoryOrders()
    expect(memory.get('cb-1')).toBeUndefined()
    expect(memory.rowOf('cb-1')).toBe(-1)
    expect(memory.has('cb-1')).toBe(false)
  })
})

describe('IdIndex', () => {
  it('finds each id in the row of its turn, and no other', () => {
    const ids = fc.uniqueArray(fc.string({ maxLength: 3 }), { size: 'max', maxLength: 600 })
    fc.assert(
      fc.property(ids, fc.string({ maxLength: 3 }), (known, other) => {
        const index = new IdIndex()
        for (const id of known) index.add(id)
        expect(known.map((id) => index.find(id))).toEqual([...known.keys()])
        expect(index.find(other)).toBe(known.indexOf(other))
      }),
    )
  })
})
