import { add, larger, type Quantity, ZERO_MONEY, ZERO_QUANTITY } from '../../domain/amount.ts'
import { type Order, type OrderIntent, remainingQuantity } from '../../domain/order.ts'
import { notional, type Price } from '../../domain/price.ts'
import type { EffectiveLimits, TotalLimits } from '../../risk/effective-limits.ts'
import type { Exposure } from '../../risk/exposure.ts'
import type { RiskContext, Standing } from '../../risk/risk-rule.ts'
import { addWorth } from '../portfolio.ts'
import type { SignalParts } from './place-signal.ts'

const MINUTE_MS = 60_000
const NO_EXPOSURE: Exposure = new Map()
const NOTHING_ASKED: Standing = {
  position: ZERO_MONEY,
  exposure: NO_EXPOSURE,
  openOrders: 0,
  ordersLastMinute: 0,
}

/** All but itself, where it has waited, and the one whose place it takes. */
export function ordersBeside(
  orders: readonly Order[],
  { link, intentId }: OrderIntent,
): readonly Order[] {
  if (orders.length === 0) return orders
  const replaced = link?.role === 'replacement' ? link.groupId : undefined
  return orders.filter(
    (order) => order.clientOrderId !== replaced && order.intent.intentId !== intentId,
  )
}

/**
 * What the rules look at, as far as there is a limit that asks for it; nothing while no price of the market is known,
 * unless there is one to make do with.
 */
export function riskContext(
  parts: SignalParts,
  intent: OrderIntent,
  otherwise?: Price,
): RiskContext | undefined {
  const { markets, portfolio, tracker, recent, costRate } = parts
  const { botId, symbol } = intent
  const lastPrice = portfolio.mark(symbol)
  const price = priceOf(intent) ?? lastPrice ?? otherwise
  if (price === undefined) return undefined
  const market = markets.get(symbol)
  const limits = parts.limits.effective(botId, intent.limits)
  const now = parts.now()
  const isExit = intent.purpose === 'exit'
  return {
    market,
    limits,
    now,
    price,
    lastPrice,
    book: asksForBook(limits, intent) ? parts.readBook(symbol) : undefined,
    equity: portfolio.equity(),
    currency: portfolio.currency,
    worth: portfolio.valuation(market.quote),
    freeCash: isExit
      ? ZERO_MONEY
      : portfolio.freeCash(ordersBeside(tracker.openOrders(), intent), market.quote, costRate),
    costRate,
    orders: 1,
    traded: tradedBefore(parts, intent),
    own: standingOf(parts, intent, { limits: limits.own, price }, botId),
    account: standingOf(parts, intent, { limits: limits.account, price }, undefined),
    lastStopAt: limits.stopCoolDownMs === null ? undefined : recent.lastStopAt(intent),
    lastTwinAt: limits.duplicateWindowMs === null ? undefined : recent.lastTwinAt(intent),
    hasStop: hasStop(parts, botId),
  }
}

/** To read one may mean to make one; a sale at the market is held against none. */
function asksForBook(
  { spreadMax, bookAgeMaxMs, slippageMax, collarMax }: EffectiveLimits,
  { purpose, limitPrice }: OrderIntent,
): boolean {
  if (limitPrice !== null) return true
  if (purpose === 'exit') return false
  return (spreadMax ?? bookAgeMaxMs ?? slippageMax ?? collarMax) !== null
}

/** Of one bot, or of the whole account. */
function standingOf(
  parts: SignalParts,
  intent: OrderIntent,
  { limits, price }: { readonly limits: TotalLimits; readonly price: Price },
  botId: string | undefined,
): Standing {
  const { portfolio, tracker, recent, markets } = parts
  if (isUnlimited(limits)) return NOTHING_ASKED
  const { symbol } = intent
  const market = markets.get(symbol)
  const last = portfolio.mark(symbol) ?? price
  const held =
    botId === undefined ? portfolio.heldIn(symbol) : portfolio.position(botId, symbol).quantity
  const since = parts.now() - MINUTE_MS
  let openOrders = 0
  let position = notional(market, last, larger(held, ZERO_QUANTITY), 'down')
  for (const order of ordersBeside(tracker.openOrders(), intent)) {
    if (botId !== undefined && order.intent.botId !== botId) continue
    openOrders += 1
    if (order.intent.side === 'buy' && order.intent.symbol === symbol) {
      const at = priceOf(order.intent) ?? last
      position = add(position, notional(market, at, remainingQuantity(order), 'up'))
    }
  }
  return {
    position,
    exposure: asksForExposure(limits) ? exposureOf(parts, intent, botId) : NO_EXPOSURE,
    openOrders,
    ordersLastMinute:
      botId === undefined ? recent.countAllSince(since) : recent.countSince(botId, since),
  }
}

function isUnlimited(limits: TotalLimits): boolean {
  const { positionShareMax, openOrdersMax, ordersPerMinuteMax } = limits
  return (
    (positionShareMax ?? openOrdersMax ?? ordersPerMinuteMax) === null && !asksForExposure(limits)
  )
}

/** By the order whose place it takes. */
function tradedBefore({ tracker }: Pick<SignalParts, 'tracker'>, { link }: OrderIntent): Quantity {
  if (link?.role !== 'replacement') return ZERO_QUANTITY
  return tracker.find(link.groupId)?.filledQuantity ?? ZERO_QUANTITY
}

/** At what an order is about to trade, where it says so. */
function priceOf({ limitPrice, triggerPrice }: OrderIntent): Price | undefined {
  return limitPrice ?? triggerPrice ?? undefined
}

function asksForExposure({ exposureShareMax, assetShareMax, groups }: TotalLimits): boolean {
  return exposureShareMax !== null || assetShareMax !== null || groups.length > 0
}

/** What is held, and what open entries would add at their own prices. */
function exposureOf(
  { portfolio, tracker, markets }: SignalParts,
  intent: OrderIntent,
  botId: string | undefined,
): Exposure {
  const exposure = portfolio.exposure(botId)
  for (const order of ordersBeside(tracker.openOrders(), intent)) {
    const { side, symbol } = order.intent
    if (side !== 'buy' || (botId !== undefined && order.intent.botId !== botId)) continue
    const market = markets.get(symbol)
    const price = priceOf(order.intent) ?? portfolio.mark(symbol)
    const left = remainingQuantity(order)
    const cost = price === undefined ? undefined : notional(market, price, left, 'up')
    const worth = cost === undefined ? undefined : portfolio.valuation(market.quote)(cost)
    addWorth(exposure, market.base, worth)
  }
  return exposure
}

/** Of the hand's orders, the ticket says it. */
function hasStop({ runners }: SignalParts, botId: string): boolean {
  for (const { bot } of runners) {
    if (bot.id === botId) return bot.exits.stop !== null || bot.exits.trailing !== null
  }
  return false
}
