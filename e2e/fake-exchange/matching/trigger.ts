import { type Amount, largest, smallest } from './amount.ts'
import type { Order, OrderType, Side } from './order.ts'

const HUNDREDTHS_OF_PERCENT = 10_000n

interface Trigger {
  readonly side: Side
  readonly type: OrderType
  readonly triggerPrice: Amount | null
}

/** A stop waits for the price to get worse for its owner, a take-profit for it to get better. */
export function isReached({ side, type, triggerPrice }: Trigger, last: Amount): boolean {
  if (triggerPrice === null) return true
  const waitsForRise = (side === 'buy') === type.startsWith('stop-loss')
  return waitsForRise ? last >= triggerPrice : last <= triggerPrice
}

/** Whether a waiting order begins to work at a price, and how far a trailing one has followed. */
export function watchPrice(
  order: Order,
  last: Amount,
): { readonly triggered: boolean; readonly extreme: Amount | null } {
  const { trailingDelta, trailingExtreme } = order
  if (trailingDelta === null) return { triggered: isReached(order, last), extreme: null }
  const follows = trailingExtreme !== null || isReached(order, last)
  if (!follows) return { triggered: false, extreme: null }
  const extreme = further(order, trailingExtreme ?? last, last)
  return { triggered: hasTurnedBack(order, extreme, last, BigInt(trailingDelta)), extreme }
}

/** A sale waits for a fall from the highest price, a purchase for a rise from the lowest. */
function further(order: Order, extreme: Amount, last: Amount): Amount {
  return order.side === 'sell' ? largest(extreme, last) : smallest(extreme, last)
}

function hasTurnedBack(order: Order, extreme: Amount, last: Amount, delta: bigint): boolean {
  const allowed = (extreme * delta) / HUNDREDTHS_OF_PERCENT
  return order.side === 'sell' ? last <= extreme - allowed : last >= extreme + allowed
}
