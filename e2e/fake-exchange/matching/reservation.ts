import { type Amount, multiply } from './amount.ts'
import type { EngineState } from './engine-state.ts'
import type { Market } from './market.ts'
import type { Order } from './order.ts'

export function spentAsset(order: Pick<Order, 'side'>, market: Market): string {
  return order.side === 'buy' ? market.quoteAsset : market.baseAsset
}

type Reservable = Pick<Order, 'side' | 'price' | 'triggerPrice' | 'quantity' | 'quoteQuantity'>

/** What is locked for an order, in the asset that it spends. */
export function reservationFor(order: Reservable, ask: Amount): Amount {
  if (order.side === 'sell') return order.quantity
  if (order.quoteQuantity !== null) return order.quoteQuantity
  return multiply(order.price ?? order.triggerPrice ?? ask, order.quantity)
}

/** False when there is not enough. */
export function reserve(state: EngineState, order: Order, reserved: Amount): boolean {
  const asset = spentAsset(order, state.market(order.symbol))
  if (state.account(order.accountId).balance(asset).free < reserved) return false
  state.changeBalances(order.accountId, [{ asset, free: -reserved, locked: reserved }])
  return true
}
