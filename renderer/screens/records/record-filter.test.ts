import { describe, expect, it } from 'vitest'
import type { OrderView } from '../../../app/contract/engine-view.ts'
import { type Filter, NO_FILTER, orderMatches } from './record-filter.ts'

const ORDER: OrderView = {
  ...{ intentId: 'i1', clientOrderId: 'o1', exchangeOrderId: null, botId: 'cross' },
  ...{ symbol: 'BTC/USDT', side: 'buy', purpose: 'enter', type: 'market', quantity: '1' },
  ...{ limitPrice: null, triggerPrice: null, trailingPercent: null, timeInForce: 'gtc' },
  ...{ postOnly: false, filled: '0', averagePrice: null, state: 'unresolved', watchedBy: null },
  ...{ isBeingCancelled: false, note: null, createdAt: 100, updatedAt: 100 },
}
const STATES = ['waiting', 'unresolved', 'filled', 'cancelled', 'rejected', 'absent'] as const

const shown = (filter: Partial<Filter>, order: Partial<OrderView> = {}) =>
  orderMatches({ ...NO_FILTER, ...filter }, { ...ORDER, ...order })

describe('the filter of records', () => {
  it.each([
    [{ botId: 'grid' }],
    [{ symbol: 'ETH/USDT' }],
    [{ side: 'sell' }],
    [{ from: 101 }],
    [{ group: 'filled' }],
  ] as const)('leaves out what it was not asked for: %o', (filter) => {
    expect(shown({})).toBe(true)
    expect(shown(filter)).toBe(false)
  })

  it('puts each order into one group', () => {
    const groups = ['working', 'filled', 'not-filled'] as const
    const found = STATES.map((state) => groups.filter((group) => shown({ group }, { state })))
    expect(found).toEqual([
      ['working'],
      ['working'],
      ['filled'],
      ['not-filled'],
      ['not-filled'],
      ['not-filled'],
    ])
  })
})
