import fc from 'fast-check'
import {
  add,
  type Money,
  moneyOf,
  type Quantity,
  quantityOf,
  subtract,
} from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Fill } from '../../domain/fill.ts'
import type { OrderIntent } from '../../domain/order.ts'
import type { Price } from '../../domain/price.ts'
import { anyCandles, smallRate } from '../../domain/sample-arbitraries.fixture.ts'
import { money, quantity } from '../../domain/sample-market.fixture.ts'
import type { PaperBench } from './paper-bench.fixture.ts'

export const PLAY_BASE = quantity('5')
export const PLAY_QUOTE = money('1000')

export interface Play {
  readonly candles: readonly Candle[]
  readonly orders: readonly PlayedOrder[]
  /** After which candle the first, second ... order is cancelled, if it still waits. */
  readonly cancelledAfter: readonly (number | null)[]
}

interface PlayedOrder {
  readonly intent: Partial<OrderIntent>
  readonly sentAfter: number
}

const CANDLES = 12

const anyIntent = fc
  .record({
    side: fc.constantFrom('buy', 'sell'),
    steps: fc.integer({ min: 1, max: 300_000 }),
    limit: fc.option(fc.integer({ min: 28_000, max: 32_000 })),
    isMaker: fc.boolean(),
  })
  .map(
    ({ side, steps, limit, isMaker }): Partial<OrderIntent> => ({
      side,
      quantity: quantity(`${steps}e-5`),
      type: limit === null ? 'market' : 'limit',
      limitPrice: limit === null ? null : (limit as Price),
      postOnly: limit !== null && isMaker,
    }),
  )

export const anyPlay: fc.Arbitrary<Play> = fc.record({
  candles: anyCandles(CANDLES),
  orders: fc.array(
    fc.record({
      intent: anyIntent,
      sentAfter: fc.integer({ min: 0, max: CANDLES - 2 }),
    }),
    { maxLength: 12 },
  ),
  cancelledAfter: fc.array(fc.option(fc.integer({ min: 0, max: CANDLES - 1 }), { freq: 1 }), {
    maxLength: 12,
  }),
})

export const anyRules = fc.record({
  makerFee: smallRate,
  takerFee: smallRate,
  halfSpread: smallRate,
  slippage: smallRate,
  volumeShareMax: fc.option(smallRate),
  latencyMs: fc.constantFrom(0, 0, 500, 60_000, 90_000),
})

/** Shows a candle, sends and cancels what comes after it. */
export function playCandle(
  bench: PaperBench,
  { candles, orders, cancelledAfter }: Play,
  index: number,
): void {
  const candle = candles[index]
  if (candle === undefined) return
  bench.close(candle)
  for (const order of orders) if (order.sentAfter === index) bench.submit(order.intent)
  cancelledAfter.forEach((cancelled, place) => {
    if (cancelled === index) bench.cancel(`o${place + 1}`)
  })
}

/** What the account holds after these fills. */
export function balancesAfter(fills: readonly Fill[]): { base: Quantity; quote: Money } {
  let base = moneyOf(PLAY_BASE)
  let quote = PLAY_QUOTE
  for (const { side, quantity: amount, cost, fee } of fills) {
    const isBuy = side === 'buy'
    base = isBuy ? add(base, moneyOf(amount)) : subtract(base, moneyOf(amount))
    quote = subtract(isBuy ? subtract(quote, cost) : add(quote, cost), fee)
  }
  return { base: quantityOf(base), quote }
}
