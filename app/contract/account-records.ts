import { z } from 'zod'
import { ORDER_TYPES } from '../domain/order.ts'
import { decimalText, timeMs } from './values.ts'

/** What the command line prints of an account: decimals as text, times in Unix ms. */

export const orderRecord = z.object({
  intentId: z.string(),
  clientOrderId: z.string(),
  exchangeOrderId: z.string().nullable(),
  bot: z.string(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  type: z.enum(ORDER_TYPES),
  quantity: decimalText,
  /** The limit price; null for a market order. */
  price: decimalText.nullable(),
  /** Where it starts to work; the level of a trailing stop that is watched here. */
  triggerPrice: decimalText.nullable(),
  /** How many percent a trailing stop stays behind the best price. */
  trailingPercent: decimalText.nullable(),
  filled: decimalText,
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
  /** Who looks whether its price is there; null where it waits for none. */
  watchedBy: z.enum(['cryptobot', 'exchange']).nullable(),
  /** Why it is in this state, where there is something to say. */
  note: z.string().nullable(),
  updatedAt: timeMs,
})
export type OrderRecord = z.infer<typeof orderRecord>

export const fillRecord = z.object({
  fillId: z.string(),
  clientOrderId: z.string(),
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  price: decimalText,
  quantity: decimalText,
  fee: decimalText,
  feeCurrency: z.string(),
  time: timeMs,
})
export type FillRecord = z.infer<typeof fillRecord>

export const balanceRecord = z.object({
  currency: z.string(),
  free: decimalText,
  /** Bound by open orders. */
  used: decimalText,
  total: decimalText,
})
export type BalanceRecord = z.infer<typeof balanceRecord>

export const driftRecord = z.object({
  driftId: z.string(),
  kind: z.string(),
  about: z.string(),
  ours: z.string(),
  theirs: z.string(),
  since: timeMs,
  state: z.enum(['open', 'ignored', 'adopted', 'fixed', 'gone']),
})
export type DriftRecord = z.infer<typeof driftRecord>
