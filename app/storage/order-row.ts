import { z } from 'zod'
import { formatAmount, type Rate } from '../domain/amount.ts'
import type { MarketBook } from '../domain/market-book.ts'
import {
  isSettled,
  ORDER_TYPES,
  type Order,
  type OrderIntent,
  type OrderLink,
  TIMES_IN_FORCE,
} from '../domain/order.ts'
import { formatPrice } from '../domain/price.ts'
import type { OrderLimits } from '../domain/risk-limits.ts'
import {
  damagedRow,
  flag,
  knownMarket,
  moneyFrom,
  parsedRow,
  priceFrom,
  quantityFrom,
  rateFrom,
  side,
} from './row-parsers.ts'

const orderRow = z.object({
  client_order_id: z.string(),
  intent_id: z.string(),
  bot_id: z.string(),
  symbol: z.string(),
  side,
  purpose: z.enum(['enter', 'exit']),
  type: z.enum(ORDER_TYPES),
  quantity: z.string(),
  funds: z.string().nullable(),
  limit_price: z.string().nullable(),
  trigger_price: z.string().nullable(),
  trailing_rate: z.string().nullable(),
  time_in_force: z.enum(TIMES_IN_FORCE),
  post_only: flag,
  group_id: z.string().nullable(),
  group_role: z.enum(['stop', 'watched-stop', 'target', 'replacement']).nullable(),
  collar_max: z.string().nullable(),
  slippage_max: z.string().nullable(),
  exchange_order_id: z.string().nullable(),
  state: z.enum([
    'waiting',
    'submitting',
    'unresolved',
    'open',
    'partially-filled',
    'filled',
    'cancelled',
    'rejected',
    'absent',
  ]),
  settled: flag,
  payload: z.string().nullable(),
  filled_quantity: z.string(),
  filled_cost: z.string(),
  reported_quantity: z.string(),
  cancel_requested_at: z.number().nullable(),
  created_at: z.number(),
  updated_at: z.number(),
  note: z.string().nullable(),
})

export type OrderRow = z.output<typeof orderRow>
export const ORDER_COLUMNS = Object.keys(orderRow.shape)

export function orderFrom(row: unknown, markets: MarketBook): Order {
  const stored = parsedRow(orderRow, row)
  return {
    intent: intentFrom(stored, markets),
    clientOrderId: stored.client_order_id,
    exchangeOrderId: stored.exchange_order_id,
    state: stored.state,
    payload: stored.payload,
    filledQuantity: quantityFrom(stored.filled_quantity),
    filledCost: moneyFrom(stored.filled_cost),
    reportedQuantity: quantityFrom(stored.reported_quantity),
    cancelRequestedAt: stored.cancel_requested_at,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
    note: stored.note,
  }
}

function intentFrom(stored: OrderRow, markets: MarketBook): OrderIntent {
  const market = knownMarket(stored.symbol, markets)
  const price = (text: string | null) => (text === null ? null : priceFrom(text, market))
  return {
    intentId: stored.intent_id,
    botId: stored.bot_id,
    symbol: stored.symbol,
    side: stored.side,
    purpose: stored.purpose,
    type: stored.type,
    quantity: quantityFrom(stored.quantity),
    funds: stored.funds === null ? null : moneyFrom(stored.funds),
    limitPrice: price(stored.limit_price),
    triggerPrice: price(stored.trigger_price),
    trailingRate: rateOrNull(stored.trailing_rate),
    timeInForce: stored.time_in_force,
    postOnly: stored.post_only === 1,
    link: linkFrom(stored),
    limits: limitsFrom(stored),
  }
}

function rateOrNull(text: string | null): Rate | null {
  return text === null ? null : rateFrom(text)
}

function limitsFrom({ collar_max, slippage_max }: OrderRow): OrderLimits | null {
  if (collar_max === null && slippage_max === null) return null
  return { collarMax: rateOrNull(collar_max), slippageMax: rateOrNull(slippage_max) }
}

function linkFrom({ group_id: groupId, group_role: role }: OrderRow): OrderLink | null {
  if (groupId !== null && role !== null) return { groupId, role }
  if (groupId === null && role === null) return null
  throw damagedRow('an order belongs to a group by halves')
}

export function orderRowOf(order: Order, markets: MarketBook): OrderRow {
  const { intent } = order
  const market = markets.get(intent.symbol)
  const { limitPrice, triggerPrice, trailingRate, link, limits } = intent
  return {
    client_order_id: order.clientOrderId,
    intent_id: intent.intentId,
    bot_id: intent.botId,
    symbol: intent.symbol,
    side: intent.side,
    purpose: intent.purpose,
    type: intent.type,
    quantity: formatAmount(intent.quantity),
    funds: intent.funds === null ? null : formatAmount(intent.funds),
    limit_price: limitPrice === null ? null : formatPrice(market, limitPrice),
    trigger_price: triggerPrice === null ? null : formatPrice(market, triggerPrice),
    trailing_rate: rateText(trailingRate),
    time_in_force: intent.timeInForce,
    post_only: intent.postOnly ? 1 : 0,
    group_id: link?.groupId ?? null,
    group_role: link?.role ?? null,
    collar_max: rateText(limits?.collarMax ?? null),
    slippage_max: rateText(limits?.slippageMax ?? null),
    exchange_order_id: order.exchangeOrderId,
    state: order.state,
    settled: isSettled(order) ? 1 : 0,
    payload: order.payload,
    filled_quantity: formatAmount(order.filledQuantity),
    filled_cost: formatAmount(order.filledCost),
    reported_quantity: formatAmount(order.reportedQuantity),
    cancel_requested_at: order.cancelRequestedAt,
    created_at: order.createdAt,
    updated_at: order.updatedAt,
    note: order.note,
  }
}

function rateText(rate: Rate | null): string | null {
  return rate === null ? null : formatAmount(rate)
}
