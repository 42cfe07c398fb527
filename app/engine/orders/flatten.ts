import { floorToStep, type Quantity, smaller, subtract } from '../../domain/amount.ts'
import { bindingOrders } from '../../domain/binding-orders.ts'
import type { Market } from '../../domain/market.ts'
import {
  isFinished,
  isSettled,
  type Order,
  type OrderIntent,
  PLAIN_MARKET,
} from '../../domain/order.ts'
import { averagePrice, notional } from '../../domain/price.ts'
import { pendingQuantity } from '../portfolio.ts'
import type { SignalParts } from './place-signal.ts'
import { MANUAL_BOT } from './place-ticket.ts'
import { riskContext } from './risk-context.ts'

/** What somebody holds on one market. */
interface Holding {
  readonly botId: string
  readonly market: Market
}

/** What is held on one market, by one bot or by all of them and the hand. */
export interface HeldAmount {
  readonly market: Market
  readonly quantity: Quantity
  /** Enough of it for the exchange to take an order. */
  readonly isSellable: boolean
}

/**
 * Sells, at the market, all that the bots and the hand hold, or one bot. Sales that rest at the exchange, stops above all,
 * are taken back first: they bind what is to be sold. What is too little stays. Says why something could not be sent.
 */
export function flatten(parts: SignalParts, botId?: string): string | undefined {
  let count = 0
  let refusal: string | undefined
  for (const holding of holdings(parts, botId)) {
    for (const order of protectionOf(parts, holding)) parts.cancel(order, 'all of it is sold')
    for (const intent of sales(parts, holding)) {
      count += 1
      const id = `${holding.botId}-${parts.now().toString(36)}-f${count}`
      refusal = sell(parts, { ...intent, intentId: id }) ?? refusal
    }
  }
  return refusal
}

/** Everything that is held, also what is too little to be sold. */
export function heldAmounts(parts: SignalParts, botId?: string): readonly HeldAmount[] {
  return holdings(parts, botId).flatMap((holding) => {
    const { market } = holding
    const quantity = heldQuantity(parts, holding)
    if (quantity <= 0) return []
    const whole = floorToStep(quantity, market.quantityStep)
    const price = parts.portfolio.mark(market.symbol)
    const isWorthIt =
      price === undefined || notional(market, price, whole, 'down') >= market.notionalMin
    const isSellable = whole > 0 && whole >= market.quantityMin && isWorthIt
    return [{ market, quantity, isSellable }]
  })
}

function holdings({ runners, markets }: SignalParts, botId: string | undefined): Holding[] {
  const holders = botId === undefined ? [...runners.map(({ bot }) => bot.id), MANUAL_BOT] : [botId]
  return Array.from(markets.all(), (market) => holders.map((id) => ({ botId: id, market }))).flat()
}

function heldQuantity({ portfolio }: SignalParts, { botId, market }: Holding): Quantity {
  return smaller(portfolio.position(botId, market.symbol).quantity, portfolio.holding(market.base))
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

/** One in the place of each that rests at the exchange, of a pair once, and one for what is not being sold. */
function sales(parts: SignalParts, holding: Holding): readonly OrderIntent[] {
  const { botId, market } = holding
  const { symbol, quantityStep } = market
  const held = heldQuantity(parts, holding)
  if (held <= 0) return []
  const orders = [...parts.tracker.openOrders()]
  const selling = pendingQuantity(orders, { botId, symbol }, 'sell')
  const rest = floorToStep(subtract(held, selling), quantityStep)
  const resting = bindingOrders(orders).filter(
    (order) => isResting(order, holding) && !isReplaced(order, orders),
  )
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

/** Why it could not be sent, or nothing. */
function sell(parts: SignalParts, intent: OrderIntent): string | undefined {
  const { portfolio, markets, risk, executor, announce } = parts
  const { quantity, cost } = portfolio.position(intent.botId, intent.symbol)
  const atCost = averagePrice(markets.get(intent.symbol), cost, quantity)
  const context = riskContext(parts, intent, atCost)
  if (context === undefined) return `no price of ${intent.symbol} is known`
  const review = risk.review(intent, context)
  if (review.kind === 'refused') return review.refusals.map(({ message }) => message).join('; ')
  const waits = intent.link !== null
  const prepared = executor.prepareGroup([{ approved: review.order, waits }])
  if (!prepared.ok) {
    return prepared.error.kind === 'refused' ? prepared.error.reason : 'it was sent before'
  }
  for (const one of prepared.value) {
    executor.send(one)
    announce(one.order)
  }
  return undefined
}
