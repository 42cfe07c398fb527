import { describe, expect, it } from 'vitest'
import type { Quantity } from '../domain/amount.ts'
import { PLAIN_MARKET } from '../domain/order.ts'
import { pairFault } from './pair-fault.ts'
import { type OrderWish, SimulatedOrder } from './simulated-order.ts'

const ALL = 100 as Quantity
const NONE = 0 as Quantity

function leg(clientOrderId: string, filled: Quantity, state: 'open' | 'filled' | 'cancelled') {
  const wish: OrderWish = {
    ...{ ...PLAIN_MARKET, clientOrderId, symbol: 'BTC/USDT' },
    ...({ side: 'sell', type: 'stop', quantity: ALL, isMarked: false } as const),
  }
  return new SimulatedOrder(wish, `X-${clientOrderId}`, { at: 0, state, filled })
}

describe('a stop and a target that the exchange keeps as one', () => {
  it('are sound while both wait, and when one has traded and the other is gone', () => {
    const waiting = [leg('s', NONE, 'open'), leg('t', NONE, 'open')] as const
    const over = [leg('s', NONE, 'cancelled'), leg('t', ALL, 'filled')] as const
    expect(pairFault({ pairs: [waiting, over] })).toBeUndefined()
  })

  it('are not when one has traded and the other waits still, whichever it is', () => {
    const pairs = [[leg('s', NONE, 'open'), leg('t', ALL, 'filled')] as const]
    expect(pairFault({ pairs })).toBe('t has traded, and s is still open')
    const others = [[leg('s', ALL, 'filled'), leg('t', NONE, 'open')] as const]
    expect(pairFault({ pairs: others })).toBe('s has traded, and t is still open')
  })

  it('are not when both have traded', () => {
    const pairs = [[leg('s', ALL, 'filled'), leg('t', ALL, 'filled')] as const]
    expect(pairFault({ pairs })).toBe('s has traded, and t has as well')
  })
})
