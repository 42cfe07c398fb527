import { amount } from './amount.ts'
import type { MatchingEngine } from './matching-engine.ts'
import type { Order, Side } from './order.ts'

export interface ManualOrder {
  readonly symbol: string
  readonly side: Side
  readonly quantity: string
  /** A market order when there is none. */
  readonly price?: string
}

/** An order that its owner placed by hand. */
export function placeManually(
  engine: MatchingEngine,
  accountId: string,
  { symbol, side, quantity, price }: ManualOrder,
): Order {
  const common = { accountId, symbol, side, quantity: amount(quantity), origin: 'manual' } as const
  const clientOrderId = `web_${engine.state.nextId()}`
  const placed = engine.place(
    price === undefined
      ? { ...common, clientOrderId, type: 'market' }
      : { ...common, clientOrderId, type: 'limit', price: amount(price) },
  )
  if (!placed.ok) throw new Error(`the order is rejected: ${placed.error.kind}`)
  return placed.value
}
