import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newOrder } from './order.ts'
import { OrderList } from './order-list.ts'
import { sampleIntent } from './sample-market.fixture.ts'

const change = fc.record({
  id: fc.integer({ min: 0, max: 40 }).map((number) => `cb-${number}`),
  isGone: fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0),
  time: fc.nat(),
})

it('holds the same orders in the same order as a map, few or many', () => {
  fc.assert(
    fc.property(fc.array(change, { size: 'max', maxLength: 300 }), (changes) => {
      const list = new OrderList()
      const map = new Map<string, ReturnType<typeof newOrder>>()
      for (const { id, isGone, time } of changes) {
        const order = newOrder({ intent: sampleIntent(), clientOrderId: id, payload: '', time })
        if (isGone) {
          list.delete(id)
          map.delete(id)
        } else {
          list.set(order)
          map.set(id, order)
        }
        expect(list.all).toEqual([...map.values()])
        expect(list.size).toBe(map.size)
        expect(list.find(id)).toBe(map.get(id))
      }
    }),
    { numRuns: 20 },
  )
})

it('lets whoever goes through it take orders out meanwhile', () => {
  const list = new OrderList()
  const order = newOrder({ intent: sampleIntent(), clientOrderId: '', payload: '', time: 0 })
  for (const clientOrderId of ['a', 'b', 'c']) list.set({ ...order, clientOrderId })
  const seen: string[] = []
  for (const { clientOrderId } of list.all) {
    seen.push(clientOrderId)
    list.delete(clientOrderId)
  }
  expect(seen).toEqual(['a', 'b', 'c'])
  expect(list.all).toEqual([])
})
