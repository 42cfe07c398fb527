import { add, type Money, type Quantity } from '../../domain/amount.ts'
import type { Fill } from '../../domain/fill.ts'
import type { Side } from '../../domain/order.ts'

/** All that was traded because of one wish of a bot. */
export interface TradedWish {
  readonly intentId: string
  readonly botId: string
  readonly side: Side
  /** Of its first fill. */
  readonly time: number
  readonly quantity: Quantity
  readonly cost: Money
  readonly fee: Money
}

/** Fills by the wish that they follow from: its id is the same wherever the bot decides by the same candle. */
export function tradedWishes(fills: readonly Fill[], idPrefix: string): Map<string, TradedWish> {
  const wishes = new Map<string, TradedWish>()
  for (const { clientOrderId, botId, side, time, quantity, cost, feeInQuote } of fills) {
    const intentId = clientOrderId.slice(idPrefix.length + 1)
    const before = wishes.get(intentId)
    wishes.set(intentId, {
      ...{ intentId, botId, side },
      time: before?.time ?? time,
      quantity: before ? add(before.quantity, quantity) : quantity,
      cost: before ? add(before.cost, cost) : cost,
      fee: before ? add(before.fee, feeInQuote) : feeInQuote,
    })
  }
  return wishes
}
