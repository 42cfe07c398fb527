import { floorToStep, type Quantity, smaller, subtract } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import {
  isFinished,
  isSettled,
  type Order,
  type OrderIntent,
  PLAIN_MARKET,
} from '../domain/order.ts'
import { averagePrice } from '../domain/price.ts'
import type { SignalParts } from './place-signal.ts'
import { MANUAL_BOT } from './place-ticket.ts'
import { pendingQuantity } from './portfolio.ts'
import { riskContext } from './risk-context.ts'

/** What somebody holds on one market. */
interface Holding {
  readonly botId: string
  readonly market: Market
}

/**
 * Sells, at the market, all that the bots and the hand hold. Sales that rest at the exchange, stops above all, are taken
 * back first: they bind what is to be sold. What is too little stays.
 */
export function flatten(parts: SignalParts): void {
  const holders = [...parts.runners.map(({ bot }) => bot.id), MANUAL_BOT]
  let count = 0
  for (const market of parts.markets.all()) {
    for (const botId of holders) {
      const holding = { botId, market }
      for (const order of protectionOf(parts, holding)) parts.cancel(order, 'all of it is sold')
      for (const intent of sales(parts, holding)) {
        count += 1
        sell(parts, { ...intent, intentId: `${botId}-${parts.now().toString(36)}-f${count}` })
      }
    }
  }
}

/** What waits to sell what was bought, which there may be more of than that: it would sell the rest. */
function protectionOf({ tracker }: SignalParts, { botId, market }: Holding): readonly Order[] {
  return [...tracker.waitingOrders()].filter(({ intent }) => {
    const { link } = intent
    if (intent.botId !== botId || intent.symbol !== market.symbol || link === null) return false
    const leader = tracker.find(link.groupId)
    if (link.role === 'replacement' || leader === undefined) return false
    return leader.intent.purpose === 'exit' || isSettled(leader)
  })
}

/** One in the place of each that rests at the exchange, and one for what is not being sold. */
function sales({ portfolio, tracker }: SignalParts, holding: Holding): readonly OrderIntent[] {
  const { botId, market } = holding
  const { symbol, base, quantityStep } = market
  const held = smaller(portfolio.position(botId, symbol).quantity, portfolio.holding(base))
  if (held <= 0) return []
  const orders = [...tracker.openOrders()]
  const selling = pendingQuantity(orders, { botId, symbol }, 'sell')
  const rest = floorToStep(subtract(held, selling), quantityStep)
  const resting = orders.filter((order) => isResting(order, holding) && !isReplaced(order, orders))
  return [
    ...(rest > 0 && rest >= market.quantityMin ? [saleOf(holding, rest)] : []),
    ...resting.map(({ intent: { quantity }, clientOrderId: groupId }) => ({
      ...saleOf(holding, quantity),
      link: { groupId, role: 'replacement' } as const,
    })),
  ]
}

function isResting(order: Order, { botId, market }: Holding): boolean {
  const { intent, state } = order
  const isTheirs = intent.botId === botId && intent.symbol === market.symbol
  if (!isTheirs || intent.side !== 'sell' || intent.type === 'market') return false
  return state !== 'waiting' && !isFinished(order)
}

function isReplaced({ clientOrderId }: Order, orders: readonly Order[]): boolean {
  return orders.some(
    ({ intent: { link } }) => link?.role === 'replacement' && link.groupId === clientOrderId,
  )
}

function saleOf({ botId, market }: Holding, quantity: Quantity): OrderIntent {
  return {
    ...PLAIN_MARKET,
    intentId: '',
    botId,
    symbol: market.symbol,
    side: 'sell',
    purpose: 'exit',
    quantity,
  }
}

function sell(parts: SignalParts, intent: OrderIntent): void {
  const { portfolio, markets, risk, executor, announce } = parts
  const { quantity, cost } = portfolio.position(intent.botId, intent.symbol)
  const atCost = averagePrice(markets.get(intent.symbol), cost, quantity)
  const context = riskContext(parts, intent, atCost)
  const review = context && risk.review(intent, context)
  if (review?.kind !== 'approved') return
  const waits = intent.link !== null
  const prepared = executor.prepareGroup([{ approved: review.order, waits }])
  if (!prepared.ok) return
  for (const one of prepared.value) {
    executor.send(one)
    announce(one.order)
  }
}
