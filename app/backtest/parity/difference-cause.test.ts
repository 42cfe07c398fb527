import { describe, expect, it } from 'vitest'
import type { Order } from '../../domain/order.ts'
import { money, quantity, sampleIntent, sampleOrder } from '../../domain/sample-market.fixture.ts'
import { type AccountMemory, extraCause, missingCause, termsCause } from './difference-cause.ts'
import type { TradedWish } from './traded-wishes.ts'

const WISH: TradedWish = {
  ...{ intentId: 'bot1-60-e', botId: 'bot1', side: 'buy', time: 120_000 },
  ...{ quantity: quantity('0.5'), cost: money('1000'), fee: money('1') },
}

function memoryWith(changes: Partial<AccountMemory> = {}): AccountMemory {
  return { orders: new Map(), refusals: new Map(), botIds: new Set(['bot1']), ...changes }
}

function orderThat(changes: Partial<Order>): ReadonlyMap<string, Order> {
  return new Map([[WISH.intentId, { ...sampleOrder(), ...changes }]])
}

describe('two trades on other terms', () => {
  it('have no cause where they are the same', () => {
    expect(termsCause(WISH, { ...WISH }, true)).toBeNull()
  })

  it('differ by price, worse or better for the side that trades', () => {
    // 1,001 for what the backtest paid 1,000: ten basis points.
    const dearer = { ...WISH, cost: money('1001'), fee: money('1.001'), time: 121_500 }
    expect(termsCause(dearer, WISH, false)).toBe(
      "The price was 10.00 basis points worse than the modelled spread and slippage give, 1.5 s after the candle's open.",
    )
    const sold = { ...dearer, side: 'sell' as const }
    expect(termsCause(sold, { ...WISH, side: 'sell' }, false)).toContain('points better than')
  })

  it('differ by size, from here or from before', () => {
    const half = { ...WISH, quantity: quantity('0.25'), cost: money('500'), fee: money('0.5') }
    expect(termsCause(half, WISH, false)).toContain(
      '0.25 instead of 0.5 were traded: the order was cut',
    )
    expect(termsCause(half, WISH, true)).toContain('after earlier differences')
  })

  it('differ by fee', () => {
    expect(termsCause({ ...WISH, fee: money('2') }, WISH, false)).toBe(
      'The fee was 20.00 instead of 10.00 basis points.',
    )
  })
})

describe('a trade of the backtest alone', () => {
  it('was rejected, with the words of the exchange', () => {
    const orders = orderThat({ state: 'rejected', note: 'no money' })
    expect(missingCause(WISH.intentId, memoryWith({ orders }), true)).toBe(
      "The account's order ended as rejected: no money.",
    )
  })

  it('was refused, with our own', () => {
    const refusal = {
      ...{ id: 1, time: 120_000, botId: 'bot1', kind: 'refused' as const },
      ...{ reason: 'too large', detail: '', intentId: null },
    }
    const refusals = new Map([[WISH.intentId, refusal]])
    expect(missingCause(WISH.intentId, memoryWith({ refusals }), false)).toBe(
      'The account did not send it (refused): too large.',
    )
  })

  it('follows from what differed before, or nobody was there to trade', () => {
    expect(missingCause(WISH.intentId, memoryWith(), true)).toContain('earlier difference')
    expect(missingCause(WISH.intentId, memoryWith(), false)).toContain('was not running')
  })
})

describe('a trade of the account alone', () => {
  it('was placed by hand', () => {
    expect(extraCause({ ...WISH, botId: 'manual' }, memoryWith(), true)).toContain('by hand')
  })

  it('was a stop at the exchange', () => {
    const link = { groupId: 'g', role: 'stop' } as const
    const orders = orderThat({ intent: sampleIntent({ link }) })
    expect(extraCause(WISH, memoryWith({ orders }), false)).toContain('stop at the exchange')
  })

  it('follows from what differed before, or the bot was another', () => {
    expect(extraCause(WISH, memoryWith(), true)).toContain('earlier difference')
    expect(extraCause(WISH, memoryWith(), false)).toContain('warmed up on other candles')
  })
})
