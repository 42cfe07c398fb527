import { floorToStep, type Quantity, smaller, subtract } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { type OrderIntent, PLAIN_MARKET } from '../domain/order.ts'
import { intentId } from '../execution/client-order-id.ts'
import { riskContext, type SignalParts } from './place-signal.ts'
import { MANUAL_BOT } from './place-ticket.ts'
import { pendingQuantity } from './portfolio.ts'

/** Sells, at the market, all that the bots and the hand hold and is not being sold already. What is too little stays. */
export function flatten(parts: SignalParts): void {
  const holders = [...parts.runners.map(({ bot }) => bot.id), MANUAL_BOT]
  for (const market of parts.markets.all()) {
    for (const botId of holders) sellAll(parts, botId, market)
  }
}

function sellAll(parts: SignalParts, botId: string, market: Market): void {
  const quantity = sellable(parts, botId, market)
  if (quantity < market.quantityMin || quantity <= 0) return
  const intent: OrderIntent = {
    intentId: intentId(botId, Math.floor(parts.now() / 1_000) * 1_000, 'exit'),
    botId,
    symbol: market.symbol,
    side: 'sell',
    purpose: 'exit',
    ...PLAIN_MARKET,
    quantity,
  }
  const context = riskContext(parts, intent)
  const review = context && parts.risk.review(intent, context)
  if (review?.kind !== 'approved') return
  const prepared = parts.executor.prepare(review.order)
  if (!prepared.ok) return
  parts.executor.send(prepared.value)
  parts.announce(prepared.value.order)
}

function sellable({ portfolio, tracker }: SignalParts, botId: string, market: Market): Quantity {
  const { symbol, base, quantityStep } = market
  const held = smaller(portfolio.position(botId, symbol).quantity, portfolio.holding(base))
  const selling = pendingQuantity(tracker.openOrders(), { botId, symbol }, 'sell')
  return floorToStep(subtract(held, selling), quantityStep)
}
