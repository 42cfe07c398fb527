import { describe, expect, it } from 'vitest'
import type { PlaceRequest } from '../../contract/control.ts'
import { rateFromPercent } from '../../domain/amount.ts'
import { price, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { ticketFrom } from './ticket-from.ts'

const SALE: PlaceRequest = {
  intentId: 'wish',
  symbol: 'BTC/USDT',
  side: 'sell',
  type: 'market',
  quantity: '0.1',
  price: null,
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
}
const PAIR = { type: 'oco', stopPrice: '29000', targetPrice: '31000' } as const
const TRAILING = { type: 'trailing-stop', trailingPercent: '2.5' } as const

/** What is wrong with it, or nothing. */
function faultOf(changes: Partial<PlaceRequest>): string | undefined {
  const ticket = ticketFrom({ ...SALE, ...changes }, SAMPLE_MARKET)
  if (ticket.ok) return undefined
  return ticket.error.message.replace('The order cannot be placed: ', '')
}

describe('a typed order', () => {
  it('becomes a stop and a target for what is held', () => {
    expect(ticketFrom({ ...SALE, ...PAIR }, SAMPLE_MARKET)).toMatchObject({
      value: { type: 'oco', stopPrice: price('29000'), targetPrice: price('31000') },
    })
  })

  it('becomes a trailing stop', () => {
    expect(ticketFrom({ ...SALE, ...TRAILING }, SAMPLE_MARKET)).toMatchObject({
      value: { type: 'trailing-stop', trailingRate: rateFromPercent(2.5), triggerPrice: null },
    })
  })

  it.each(['0.01', '50'])('may trail by %s percent', (trailingPercent) => {
    expect(faultOf({ ...TRAILING, trailingPercent })).toBeUndefined()
  })

  it.each([
    [{ ...PAIR, side: 'buy' }, 'a stop and a target sell what is held: its side is sell.'],
    [{ ...PAIR, stopPrice: undefined }, 'an oco order needs a stop and a target.'],
    [{ ...PAIR, replaces: 'cb-other' }, 'an oco order takes the place of no other.'],
    [{ ...PAIR, price: '30000' }, 'an oco order has no price.'],
    [{ stopPrice: '29000' }, 'a sale has a stop and a target as an oco order only, and then both.'],
    [{ type: 'trailing-stop' }, 'a trailing stop needs the percentage that it stays behind.'],
    [{ trailingPercent: '2' }, 'a market order does not trail.'],
    [{ ...TRAILING, trailingPercent: '0' }, 'a stop trails by 0.01 to 50 percent.'],
    [{ ...TRAILING, trailingPercent: '50.01' }, 'a stop trails by 0.01 to 50 percent.'],
  ] as const)('%j is refused: %s', (changes, message) => {
    expect(faultOf(changes as Partial<PlaceRequest>)).toBe(message)
  })

  it('may have limits of its own', () => {
    const collar = {
      side: 'buy',
      type: 'limit',
      price: '30000',
      collarPercent: '0.000001',
    } as const
    expect(ticketFrom({ ...SALE, ...collar }, SAMPLE_MARKET)).toMatchObject({
      value: { limits: { collarMax: 1, slippageMax: null } },
    })
    const slippage = { side: 'buy', slippagePercentMax: '100' } as const
    expect(ticketFrom({ ...SALE, ...slippage }, SAMPLE_MARKET)).toMatchObject({
      value: { limits: { collarMax: null, slippageMax: rateFromPercent(100) } },
    })
    expect(ticketFrom(SALE, SAMPLE_MARKET)).toMatchObject({ value: { limits: null } })
  })

  it.each([
    [
      { side: 'buy', collarPercent: '0' },
      'the price collar must be above 0 and at most 100 percent.',
    ],
    [
      { side: 'buy', collarPercent: '-2' },
      'the price collar must be above 0 and at most 100 percent.',
    ],
    [
      { side: 'buy', slippagePercentMax: '100.1' },
      'the slippage limit must be above 0 and at most 100 percent.',
    ],
    [
      { slippagePercentMax: '1' },
      'a slippage limit is for purchases: give the sale a price instead.',
    ],
    [
      { collarPercent: '1' },
      'nothing holds a sale without a price back: give it a price instead of a collar.',
    ],
    [
      { side: 'buy', type: 'limit', price: '30000', slippagePercentMax: '1' },
      'an order with a price needs no slippage limit.',
    ],
  ] as const)('with limits that hold nothing back, %j, is refused: %s', (changes, message) => {
    expect(faultOf(changes as Partial<PlaceRequest>)).toBe(message)
  })

  it('is refused when it trails by finer steps than exchanges count', () => {
    expect(faultOf({ ...TRAILING, trailingPercent: '0.001' })).toContain('trailing percentage')
  })
})
