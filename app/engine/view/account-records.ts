import type {
  BalanceRecord,
  DriftRecord,
  FillRecord,
  OrderRecord,
} from '../../contract/account-records.ts'
import {
  add,
  formatAmount,
  type Money,
  moneyOf,
  smaller,
  subtract,
  ZERO_MONEY,
} from '../../domain/amount.ts'
import { bindingOrders } from '../../domain/binding-orders.ts'
import type { Drift } from '../../domain/drift.ts'
import type { Fill } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import { isFinished, type Order, remainingQuantity, watcherOf } from '../../domain/order.ts'
import { formatPrice, notional, type Price } from '../../domain/price.ts'
import { percentText } from './percent-text.ts'

export function orderRecord(order: Order, markets: MarketBook): OrderRecord {
  const { intent } = order
  const market = markets.get(intent.symbol)
  return {
    intentId: intent.intentId,
    clientOrderId: order.clientOrderId,
    exchangeOrderId: order.exchangeOrderId,
    bot: intent.botId,
    symbol: intent.symbol,
    side: intent.side,
    type: intent.type,
    quantity: formatAmount(intent.quantity),
    price: priceText(intent.limitPrice, market),
    triggerPrice: priceText(intent.triggerPrice, market),
    trailingPercent: percentText(intent.trailingRate),
    filled: formatAmount(order.filledQuantity),
    state: order.state,
    watchedBy: watcherOf(order),
    note: order.note,
    updatedAt: order.updatedAt,
  }
}

export function fillRecord(fill: Fill, markets: MarketBook): FillRecord {
  return {
    fillId: fill.fillId,
    clientOrderId: fill.clientOrderId,
    symbol: fill.symbol,
    side: fill.side,
    price: formatPrice(markets.get(fill.symbol), fill.price),
    quantity: formatAmount(fill.quantity),
    fee: formatAmount(fill.fee),
    feeCurrency: fill.feeCurrency,
    time: fill.time,
  }
}

export function driftRecord(drift: Drift): DriftRecord {
  const { driftId, kind, about, ours, theirs, since, state } = drift
  return { driftId, kind, about, ours, theirs, since, state }
}

/** What the account holds by its own books, and what its open orders bind of it. */
export function balanceRecords(
  totals: ReadonlyMap<string, Money>,
  orders: readonly Order[],
  markets: MarketBook,
): readonly BalanceRecord[] {
  const bound = new Map<string, Money>()
  for (const order of bindingOrders(orders)) {
    const binding = bindingOf(order, markets.get(order.intent.symbol))
    if (binding === undefined) continue
    bound.set(binding.currency, add(bound.get(binding.currency) ?? ZERO_MONEY, binding.amount))
  }
  return Array.from(totals, ([currency, total]) => {
    const used = smaller(bound.get(currency) ?? ZERO_MONEY, total)
    return {
      currency,
      free: formatAmount(subtract(total, used)),
      used: formatAmount(used),
      total: formatAmount(total),
    }
  })
}

function bindingOf(order: Order, market: Market) {
  const { side, limitPrice, triggerPrice } = order.intent
  if (isFinished(order) || order.state === 'waiting') return undefined
  const quantity = remainingQuantity(order)
  if (side === 'sell') return { currency: market.base, amount: moneyOf(quantity) }
  const price = limitPrice ?? triggerPrice
  if (price === null) return undefined
  return { currency: market.quote, amount: notional(market, price, quantity, 'up') }
}

function priceText(price: Price | null, market: Market): string | null {
  return price === null ? null : formatPrice(market, price)
}
