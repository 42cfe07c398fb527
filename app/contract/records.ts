import { z } from 'zod'
import { fillView, orderView } from './engine-view.ts'
import { CLOSED_POSITIONS_MAX, RECORDS_PAGE } from './records-limits.ts'
import { decimalText, identifier, label, symbol, timeMs } from './values.ts'

const ORDER_GROUPS = ['all', 'working', 'filled', 'not-filled'] as const
export type OrderGroup = (typeof ORDER_GROUPS)[number]

/** Which records are wanted; null where it does not matter. */
export const recordsFilter = z.object({
  botId: identifier.nullable(),
  symbol: symbol.nullable(),
  side: z.enum(['buy', 'sell']).nullable(),
  /** Not older than this. */
  from: timeMs.nullable(),
})
export type RecordsFilter = z.infer<typeof recordsFilter>

/** Orders older than the one named, newest first. */
export const ordersWish = recordsFilter.extend({
  group: z.enum(ORDER_GROUPS),
  before: identifier,
})
export type OrdersWish = z.infer<typeof ordersWish>

/** Fills older than the one named, newest first. */
export const fillsWish = recordsFilter.extend({
  before: z.object({ clientOrderId: identifier, fillId: label }),
})
export type FillsWish = z.infer<typeof fillsWish>

export const orderPage = z.array(orderView).max(RECORDS_PAGE)
export const fillPage = z.array(fillView).max(RECORDS_PAGE)

/** From the first purchase until all of it was sold. */
export const closedPositionView = z.object({
  botId: identifier,
  symbol,
  openedAt: timeMs,
  closedAt: timeMs,
  /** Of all purchases, fees included, in quote currency. */
  cost: decimalText,
  /** After all fees, in quote currency. */
  profit: decimalText,
  /** Of the cost. */
  profitPercent: z.number(),
})
export type ClosedPositionView = z.infer<typeof closedPositionView>

export const closedPositions = z.object({
  /** The newest, newest first. */
  positions: z.array(closedPositionView).max(CLOSED_POSITIONS_MAX),
  /** How many there are in all. */
  count: z.number().int().nonnegative(),
})
export type ClosedPositions = z.infer<typeof closedPositions>
