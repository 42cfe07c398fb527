import { describe, expect, it } from 'vitest'
import { money, quantity, sampleIntent } from '../domain/sample-market.fixture.ts'
import type { OpenLedger } from './ledger-store.suite.ts'
import { nthFill, nthOrder } from './nth-order.fixture.ts'

const filled = nthOrder(1, {
  state: 'filled',
  filledQuantity: quantity('0.1'),
  exchangeOrderId: nthFill(1).exchangeOrderId,
})

export function describeFills(name: string, open: OpenLedger): void {
  const openWithOrder = () => {
    const store = open()
    store.insertOrders([nthOrder(1)])
    return store
  }

  describe(`fills in ${name}`, () => {
    it('are booked together with the state of their order', () => {
      const store = openWithOrder()
      expect(store.bookFill(nthFill(1), filled)).toBe(true)
      expect(store.loadFills()).toEqual([nthFill(1)])
      expect(store.loadOrder(filled.clientOrderId)).toEqual(filled)
      expect(store.loadOpenOrders()).toEqual([])
    })

    it('are booked once, and write nothing of their order the second time', () => {
      const store = openWithOrder()
      store.bookFill(nthFill(1), filled)
      const doubled = { ...filled, filledQuantity: quantity('0.2') }
      expect(store.bookFill(nthFill(1), doubled)).toBe(false)
      expect(store.loadFills()).toHaveLength(1)
      expect(store.loadOrder(filled.clientOrderId)).toEqual(filled)
    })

    it('are booked on both sides of a trade between two of our own orders', () => {
      const store = openWithOrder()
      store.insertOrders([nthOrder(2)])
      const { fillId } = nthFill(1)
      expect(store.bookFill(nthFill(1), nthOrder(1))).toBe(true)
      expect(store.bookFill({ ...nthFill(2), fillId, side: 'sell' }, nthOrder(2))).toBe(true)
      expect(store.loadFills()).toHaveLength(2)
    })

    it('get the worth of a fee that was not known before, and nothing else', () => {
      const store = openWithOrder()
      const unknown = { fee: money('0.01'), feeCurrency: 'BNB', feeInQuote: money('0') }
      for (const part of [0, 1, 2]) store.bookFill({ ...nthFill(1, part), ...unknown }, filled)
      const valued = [0, 2].map((part) => ({
        ...nthFill(1, part),
        ...unknown,
        feeInQuote: money('6'),
      }))
      store.valueFees(valued)
      expect(store.loadFills()).toEqual([valued[0], { ...nthFill(1, 1), ...unknown }, valued[1]])
      expect(store.bookFill({ ...nthFill(1), ...unknown }, filled)).toBe(false)
      expect(store.loadOrder(filled.clientOrderId)).toEqual(filled)
    })

    it('are listed in the order they were booked, all and the newest', () => {
      const store = openWithOrder()
      for (const part of [0, 1, 2]) store.bookFill(nthFill(1, part), nthOrder(1))
      expect(store.loadFills()).toEqual([nthFill(1, 0), nthFill(1, 1), nthFill(1, 2)])
      expect(store.loadRecentFills(2)).toEqual([nthFill(1, 1), nthFill(1, 2)])
      expect(store.loadRecentFills(0)).toEqual([])
    })

    it.each([
      { fee: money('0.0001'), feeCurrency: 'BTC', feeInQuote: money('3') },
      { fee: money('0.01'), feeCurrency: 'BNB', feeInQuote: money('3.00000001') },
      { fee: money('-0.5'), feeInQuote: money('-0.5'), liquidity: 'maker' as const },
    ])('keep a fee of %j', (changes) => {
      const store = openWithOrder()
      const fill = { ...nthFill(1), ...changes }
      store.bookFill(fill, filled)
      expect(store.loadFills()).toEqual([fill])
    })

    it("let their order be found by the exchange's id", () => {
      const store = openWithOrder()
      const { exchangeOrderId, symbol } = nthFill(1)
      expect(store.loadOrderByExchangeId(symbol, exchangeOrderId)).toBeUndefined()
      store.bookFill(nthFill(1), filled)
      expect(store.loadOrderByExchangeId(symbol, exchangeOrderId)).toEqual(filled)
    })

    it('that were missing settle an order that is finished', () => {
      const store = openWithOrder()
      const reportedQuantity = quantity('0.1')
      const waits = nthOrder(1, { state: 'cancelled', reportedQuantity })
      store.updateOrder(waits)
      expect(store.loadOpenOrders()).toEqual([waits])
      store.bookFill(nthFill(1), { ...waits, filledQuantity: reportedQuantity })
      expect(store.loadOpenOrders()).toEqual([])
    })

    it('keep amounts that no floating point number holds', () => {
      const store = open()
      const intent = sampleIntent({ quantity: quantity('123456789012345678901.12345678') })
      const huge = {
        ...nthOrder(1, { intent }),
        filledQuantity: quantity('90071992.54740993'),
        filledCost: money('999999999999999999999.99999999'),
        reportedQuantity: quantity('90071992.54740994'),
      }
      store.insertOrders([huge])
      const fill = { ...nthFill(1), cost: money('-90071992.54740993'), fee: money('0.00000001') }
      store.bookFill(fill, huge)
      expect(store.loadOrder(huge.clientOrderId)).toEqual(huge)
      expect(store.loadFills()).toEqual([fill])
    })
  })
}
