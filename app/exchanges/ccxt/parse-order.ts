import { z } from 'zod'
import type { Money, Quantity } from '../../domain/amount.ts'
import type { Side } from '../../domain/order.ts'
import { type Result, success } from '../../domain/result.ts'
import { amountOf, computedText, maybeExactText } from './exact-text.ts'
import { firstIssue, misshapen, type ParseContext, type ParseFailure } from './parse-context.ts'

/** An order as the exchange knows it. */
export interface ParsedOrder {
  readonly symbol: string
  readonly exchangeOrderId: string
  /** In the exchange's form; null when it was sent without one. */
  readonly clientOrderId: string | null
  readonly side: Side
  readonly status: 'open' | 'filled' | 'cancelled' | 'rejected' | 'expired'
  /** Null for an order given as a sum of money to spend, such as others place by hand. */
  readonly quantity: Quantity | null
  readonly filledQuantity: Quantity
  readonly filledCost: Money | null
  readonly price: string | null
  readonly time: number
  /** Numbers that are finer than we keep, and were rounded. */
  readonly inexact: readonly string[]
}

/** What the answer to a new order says at least: that it exists. */
export interface OrderReceipt {
  readonly exchangeOrderId: string
  readonly clientOrderId: string | null
}

const id = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .refine((text) => text !== '' && text !== 'undefined', 'is empty')
const maybeId = z
  .string()
  .nullish()
  .transform((text) => (text === '' ? null : (text ?? null)))
const maybeTime = z.number().int().positive().nullish()

const ccxtReceipt = z.object({ id, clientOrderId: maybeId })

const ccxtOrder = z.object({
  id,
  clientOrderId: maybeId,
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  status: z.string(),
  amount: maybeExactText,
  filled: maybeExactText,
  cost: computedText,
  price: maybeExactText,
  timestamp: maybeTime,
  lastTradeTimestamp: maybeTime,
  lastUpdateTimestamp: maybeTime,
})

/** ccxt's words, and those of the exchanges that it passes on untranslated, in small letters. */
const STATUSES: Readonly<Record<string, ParsedOrder['status'] | 'closed'>> = {
  open: 'open',
  canceling: 'open',
  closed: 'closed',
  canceled: 'cancelled',
  expired: 'expired',
  rejected: 'rejected',
  // Binance, before an order list gets to it
  pending_new: 'open',
  // Coinbase
  pending: 'open',
  queued: 'open',
  cancel_queued: 'open',
  edit_queued: 'open',
  // OKX, of conditional orders
  pause: 'open',
  // Kraken's stream, when a stop has been triggered
  triggered: 'open',
}

export function parseReceipt(
  raw: unknown,
  secrets: readonly string[],
): Result<OrderReceipt, ParseFailure> {
  const parsed = ccxtReceipt.safeParse(raw)
  if (!parsed.success) return misshapen(`a receipt: ${firstIssue(parsed.error)}`, raw, secrets)
  return success({ exchangeOrderId: parsed.data.id, clientOrderId: parsed.data.clientOrderId })
}

/** Reads ccxt's unified order, from a request or a stream. */
export function parseOrder(
  raw: unknown,
  { market, receivedAt, secrets }: ParseContext,
): Result<ParsedOrder, ParseFailure> {
  const parsed = ccxtOrder.safeParse(raw)
  if (!parsed.success) return misshapen(`an order: ${firstIssue(parsed.error)}`, raw, secrets)
  const order = parsed.data
  if (order.symbol !== market.symbol) {
    return misshapen(`an order of ${order.symbol} instead of ${market.symbol}`, raw, secrets)
  }
  if (order.filled === null) {
    return misshapen('an order that does not say how much is filled', raw, secrets)
  }
  const known = STATUSES[order.status.toLowerCase()]
  if (known === undefined) {
    return misshapen(`an order with the status "${order.status}"`, raw, secrets)
  }
  const amounts = readAmounts({ ...order, filled: order.filled })
  return success({
    symbol: order.symbol,
    exchangeOrderId: order.id,
    clientOrderId: order.clientOrderId,
    side: order.side,
    status: known === 'closed' ? closedStatus(amounts) : known,
    ...amounts,
    price: order.price,
    time: order.lastUpdateTimestamp ?? order.lastTradeTimestamp ?? order.timestamp ?? receivedAt,
  })
}

interface Texts {
  readonly side: Side
  readonly amount: string | null
  readonly filled: string
  readonly cost: string | null
}

/** Rounded against us, should that ever be needed: a purchase brings less, a sale gives more. */
function readAmounts({ side, amount, filled, cost }: Texts) {
  const quantityRounding = side === 'buy' ? 'down' : 'up'
  const quantity = amount === null ? null : amountOf<Quantity>(amount, quantityRounding)
  const filledQuantity = amountOf<Quantity>(filled, quantityRounding)
  const filledCost = cost === null ? null : amountOf<Money>(cost, side === 'buy' ? 'up' : 'down')
  const inexact = Object.entries({ quantity, filledQuantity, filledCost })
    .filter(([, rounded]) => rounded !== null && !rounded.exact)
    .map(([name]) => name)
  return {
    quantity: quantity?.value ?? null,
    filledQuantity: filledQuantity.value,
    filledCost: filledCost?.value ?? null,
    inexact,
  }
}

/** ccxt calls an order closed that was cancelled after a part of it was filled (Bybit, KuCoin). */
function closedStatus({
  quantity,
  filledQuantity,
}: {
  readonly quantity: Quantity | null
  readonly filledQuantity: Quantity
}): 'filled' | 'cancelled' {
  return quantity !== null && filledQuantity < quantity ? 'cancelled' : 'filled'
}
