import { z } from 'zod'
import { type Money, parseMoney, parseQuantity, type Quantity } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { Order } from '../domain/order.ts'
import { type Price, parsePrice } from '../domain/price.ts'
import type { Result } from '../domain/result.ts'
import type { Deposit, StoredDecision } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'

/** What was stored is checked when it is read: damage is found here, not in the middle of a trade. */
const side = z.enum(['buy', 'sell'])

const orderRow = z.object({
  client_order_id: z.string(),
  intent_id: z.string(),
  bot_id: z.string(),
  symbol: z.string(),
  side,
  purpose: z.enum(['enter', 'exit']),
  type: z.enum(['market', 'limit']),
  quantity: z.string(),
  limit_price: z.string().nullable(),
  exchange_order_id: z.string().nullable(),
  state: z.enum([
    'submitting',
    'unresolved',
    'open',
    'partially-filled',
    'filled',
    'cancelled',
    'rejected',
    'absent',
  ]),
  filled_quantity: z.string(),
  filled_cost: z.string(),
  note: z.string().nullable(),
  created_at: z.number(),
  updated_at: z.number(),
})

const fillRow = z.object({
  fill_id: z.string(),
  client_order_id: z.string(),
  exchange_order_id: z.string(),
  bot_id: z.string(),
  symbol: z.string(),
  side,
  price: z.string(),
  quantity: z.string(),
  cost: z.string(),
  fee: z.string(),
  liquidity: z.enum(['maker', 'taker']),
  time: z.number(),
})

const depositRow = z.object({ currency: z.string(), amount: z.string(), time: z.number() })

const decisionRow = z.object({
  id: z.number(),
  time: z.number(),
  bot_id: z.string(),
  kind: z.enum(['watching', 'enter', 'exit', 'refused', 'blocked', 'state']),
  reason: z.string(),
  detail: z.string(),
  intent_id: z.string().nullable(),
})

export function orderFrom(row: unknown, market: Market): Order {
  const stored = parsed(orderRow, row)
  return {
    intent: {
      intentId: stored.intent_id,
      botId: stored.bot_id,
      symbol: stored.symbol,
      side: stored.side,
      purpose: stored.purpose,
      type: stored.type,
      quantity: quantityFrom(stored.quantity),
      limitPrice: stored.limit_price === null ? null : priceFrom(stored.limit_price, market),
    },
    clientOrderId: stored.client_order_id,
    exchangeOrderId: stored.exchange_order_id,
    state: stored.state,
    filledQuantity: quantityFrom(stored.filled_quantity),
    filledCost: moneyFrom(stored.filled_cost),
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
    note: stored.note,
  }
}

export function fillFrom(row: unknown, market: Market): Fill {
  const stored = parsed(fillRow, row)
  return {
    fillId: stored.fill_id,
    exchangeOrderId: stored.exchange_order_id,
    clientOrderId: stored.client_order_id,
    botId: stored.bot_id,
    symbol: stored.symbol,
    side: stored.side,
    price: priceFrom(stored.price, market),
    quantity: quantityFrom(stored.quantity),
    cost: moneyFrom(stored.cost),
    fee: moneyFrom(stored.fee),
    liquidity: stored.liquidity,
    time: stored.time,
  }
}

export function depositFrom(row: unknown): Deposit {
  const { currency, amount, time } = parsed(depositRow, row)
  return { currency, amount: moneyFrom(amount), time }
}

export function decisionFrom(row: unknown): StoredDecision {
  const { id, time, bot_id, kind, reason, detail, intent_id } = parsed(decisionRow, row)
  return { id, time, botId: bot_id, kind, reason, detail, intentId: intent_id }
}

export function moneyFrom(text: string): Money {
  return sound(parseMoney(text))
}

export function quantityFrom(text: string): Quantity {
  return sound(parseQuantity(text))
}

export function priceFrom(text: string, market: Pick<Market, 'priceDecimals'>): Price {
  return sound(parsePrice(market.priceDecimals, text))
}

function parsed<Value>(schema: z.ZodType<Value>, row: unknown): Value {
  const result = schema.safeParse(row)
  if (result.success) return result.data
  throw damaged(z.prettifyError(result.error))
}

function sound<Value>(result: Result<Value, string>): Value {
  if (result.ok) return result.value
  throw damaged(result.error)
}

function damaged(detail: string): StoreError {
  return new StoreError(
    'damaged',
    `The ledger holds a row that makes no sense: ${detail}.`,
    'Restore it from a backup.',
  )
}
