import { floorToStep, formatAmount } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import type { Order, OrderIntent } from '../../domain/order.ts'
import { formatPrice, type Price } from '../../domain/price.ts'

/**
 * In what an order that was written down is not what is wished for now under its id, or nothing. What its own course changes
 * afterwards is left aside: type and size where its price was reached, and a level that trails.
 */
export function otherTerms(wish: OrderIntent, { intent, state }: Order, market: Market) {
  const isSame =
    intent.symbol === wish.symbol &&
    intent.side === wish.side &&
    isSamePrice(intent.limitPrice, wish.limitPrice, market) &&
    intent.timeInForce === wish.timeInForce &&
    intent.postOnly === wish.postOnly &&
    intent.trailingRate === wish.trailingRate &&
    intent.link?.groupId === wish.link?.groupId &&
    (wish.trailingRate !== null || isSamePrice(intent.triggerPrice, wish.triggerPrice, market)) &&
    (isReleased(intent, wish) || isSameSize(intent, wish, market))
  return isSame ? undefined : `it is the id of ${inWords(intent, market)}, which is ${state}`
}

/** As another type than it was wished for: its price was reached while it was watched here. */
function isReleased(intent: OrderIntent, wish: OrderIntent): boolean {
  return intent.triggerPrice !== null && intent.type !== wish.type && isPlain(intent)
}

function isPlain({ type }: OrderIntent): boolean {
  return type === 'market' || type === 'limit'
}

/** The exchange may count in larger steps by now than it did then. */
function isSameSize(intent: OrderIntent, wish: OrderIntent, { quantityStep }: Market): boolean {
  return (
    intent.type === wish.type &&
    floorToStep(intent.quantity, quantityStep) === floorToStep(wish.quantity, quantityStep)
  )
}

function isSamePrice(one: Price | null, other: Price | null, { priceTick }: Market): boolean {
  if (one === null || other === null) return one === other
  return one === other || (one % priceTick !== 0 && Math.abs(one - other) < priceTick)
}

function inWords(intent: OrderIntent, market: Market): string {
  const { side, type, quantity, symbol, limitPrice, triggerPrice } = intent
  const at = limitPrice === null ? '' : ` at ${formatPrice(market, limitPrice)}`
  const trigger = triggerPrice === null ? '' : `, trigger ${formatPrice(market, triggerPrice)}`
  return `another order (${type}, ${side} ${formatAmount(quantity)} ${symbol}${at}${trigger})`
}
