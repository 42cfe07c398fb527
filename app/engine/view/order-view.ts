import type { DecisionView, FillView, OrderView } from '../../contract/engine-view.ts'
import { formatAmount } from '../../domain/amount.ts'
import type { Fill } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import { isFinished, type Order, watcherOf } from '../../domain/order.ts'
import { averagePrice, formatPrice, type Price } from '../../domain/price.ts'
import type { StoredDecision } from '../../ports/ledger-store.ts'
import { percentText } from './percent-text.ts'

const SENTENCE_MAX = 2_000

export function orderView(order: Order, markets: MarketBook): OrderView {
  const { intent, filledQuantity, filledCost } = order
  const market = markets.get(intent.symbol)
  const average = filledQuantity > 0 ? averagePrice(market, filledCost, filledQuantity) : null
  return {
    intentId: intent.intentId,
    clientOrderId: order.clientOrderId,
    exchangeOrderId: order.exchangeOrderId,
    botId: intent.botId,
    symbol: intent.symbol,
    side: intent.side,
    purpose: intent.purpose,
    type: intent.type,
    quantity: formatAmount(intent.quantity),
    limitPrice: priceText(intent.limitPrice, market),
    triggerPrice: priceText(intent.triggerPrice, market),
    trailingPercent: percentText(intent.trailingRate),
    timeInForce: intent.timeInForce,
    postOnly: intent.postOnly,
    filled: formatAmount(filledQuantity),
    averagePrice: average === null ? null : formatPrice(market, average),
    state: order.state,
    watchedBy: watcherOf(order),
    isBeingCancelled: order.cancelRequestedAt !== null && !isFinished(order),
    note: order.note?.slice(0, SENTENCE_MAX) ?? null,
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
  }
}

function priceText(price: Price | null, market: Market): string | null {
  return price === null ? null : formatPrice(market, price)
}

export function fillView(fill: Fill, markets: MarketBook): FillView {
  const market = markets.get(fill.symbol)
  return {
    fillId: fill.fillId,
    clientOrderId: fill.clientOrderId,
    botId: fill.botId,
    symbol: fill.symbol,
    side: fill.side,
    price: formatPrice(market, fill.price),
    quantity: formatAmount(fill.quantity),
    cost: formatAmount(fill.cost),
    fee: formatAmount(fill.fee),
    feeCurrency: fill.feeCurrency,
    liquidity: fill.liquidity,
    time: fill.time,
  }
}

export function decisionView(decision: StoredDecision): DecisionView {
  return {
    id: decision.id,
    time: decision.time,
    botId: decision.botId,
    kind: decision.kind,
    reason: decision.reason.slice(0, SENTENCE_MAX),
    detail: decision.detail.slice(0, SENTENCE_MAX),
    intentId: decision.intentId,
  }
}
