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
  if (wish.type === 'oco') return `${how}${pairWords(wish, quote)}`
  const limit = wish.price === null ? 'at the market' : `at ${price(wish.price, quote)} or better`
  const exits = exitWords(wish, quote)
  if (wish.trailingPercent !== undefined) return `${how} ${limit}, ${trailWords(wish)}`
  if (wish.triggerPrice === null) return `${how} ${limit}${postOnlyWords(wish)}${exits}`
  const trigger = `once the price ${direction(wish)} ${price(wish.triggerPrice, quote)}`
  return `${how} ${limit}, ${trigger}${exits}`
}

/** What it is refused beyond, beside the limits of the account; empty where nobody set anything. */
export function ownLimitWords({ collarPercent, slippagePercentMax }: PlaceRequest): string {
  const limits = [
    collarPercent === undefined ? [] : [`${collarPercent} % from the last price`],
    slippagePercentMax === undefined ? [] : [`${slippagePercentMax} % of slippage`],
  ].flat()
  return limits.length === 0 ? '' : `Refused beyond ${limits.join(' or ')}.`
}

function pairWords({ stopPrice, targetPrice }: PlaceRequest, quote: string): string {
  const prices = [stopPrice, targetPrice].map((text) =>
    text === undefined ? '' : price(text, quote),
  )
  return ` at the market, once the price falls to ${prices[0]} or rises to ${prices[1]}`
}

function trailWords({ side, trailingPercent }: PlaceRequest): string {
  const [moves, best] = side === 'sell' ? ['falls', 'highest'] : ['rises', 'lowest']
  return `once the price ${moves} ${trailingPercent} % from its ${best} from now on`
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
