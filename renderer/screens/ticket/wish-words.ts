import type { PlaceRequest } from '../../../app/contract/control.ts'
import { formatQuantity } from '../../format/decimal.ts'
import type { TicketMarket } from '../../forms/order-ticket.ts'

/** "Buy 0.01 BTC at 30,000 USDT or better": a wish as one would say it. */
export function wishWords(
  wish: PlaceRequest,
  { base, quote }: Pick<TicketMarket, 'base' | 'quote'>,
): string {
  const verb = wish.side === 'buy' ? 'Buy' : 'Sell'
  const how = `${verb} ${formatQuantity(wish.quantity)} ${base}`
  const limit = wish.price === null ? 'at the market' : `at ${price(wish.price, quote)} or better`
  const exits = exitWords(wish, quote)
  if (wish.triggerPrice === null) return `${how} ${limit}${postOnlyWords(wish)}${exits}`
  const trigger = `once the price ${direction(wish)} ${price(wish.triggerPrice, quote)}`
  return `${how} ${limit}, ${trigger}${exits}`
}

function exitWords({ stopPrice, targetPrice }: PlaceRequest, quote: string): string {
  const exits = [
    stopPrice === undefined ? [] : [`stop the loss at ${price(stopPrice, quote)}`],
    targetPrice === undefined ? [] : [`take the profit at ${price(targetPrice, quote)}`],
  ].flat()
  return exits.length === 0 ? '' : `; then ${exits.join(' or ')}`
}

function postOnlyWords({ postOnly }: PlaceRequest): string {
  return postOnly ? ', post-only' : ''
}

/** A stop waits for the price to get worse, a take-profit for it to get better. */
function direction({ type, side }: PlaceRequest): string {
  const isStop = type === 'stop' || type === 'stop-limit'
  return isStop === (side === 'sell') ? 'falls to' : 'rises to'
}

function price(text: string, quote: string): string {
  return `${formatQuantity(text)} ${quote}`
}
