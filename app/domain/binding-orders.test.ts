import { expect, it } from 'vitest'
import { bindingOrders } from './binding-orders.ts'
import type { Order, OrderIntent, OrderState } from './order.ts'
import { sampleOrder } from './sample-market.fixture.ts'

const groupId = 'cb-wish'

function order(id: string, state: OrderState, changes: Partial<OrderIntent>): Order {
  const plain = sampleOrder({ clientOrderId: id })
  return { ...plain, state, intent: { ...plain.intent, ...changes } }
}

const stop = order('s', 'open', { type: 'stop', link: { groupId, role: 'stop' } })
const target = (state: OrderState) =>
  order('t', state, { type: 'take-profit', link: { groupId, role: 'target' } })
const other = order('o', 'open', { type: 'limit', link: null })

function idsOf(...orders: readonly Order[]): readonly string[] {
  return [...bindingOrders(orders)].map(({ clientOrderId }) => clientOrderId)
}

it('a target at the exchange binds nothing beside its stop', () => {
  expect(idsOf(target('open'), stop, other)).toEqual(['s', 'o'])
})

it.each([
  ['is alone', [target('partially-filled'), other], ['o', 't']],
  ['waits here', [target('waiting'), stop], ['t', 's']],
] as const)('a target that %s is told of like any other', (_, orders, ids) => {
  expect(idsOf(...orders)).toEqual(ids)
})
