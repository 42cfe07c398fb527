import { failure, type Result, success } from '../../../app/domain/result.ts'
import { type Amount, divide, floorToStep } from './amount.ts'
import { findBrokenRule } from './check-rules.ts'
import { endOrder } from './ending.ts'
import type { EngineState } from './engine-state.ts'
import { match, matchingPrice } from './executing.ts'
import { isConditional, isOpen, type Order } from './order.ts'
import type { OrderRequest } from './order-request.ts'
import type { Rejection } from './rejection.ts'
import { reservationFor, reserve, spentAsset } from './reservation.ts'
import { expireUnlessResting } from './sweeping.ts'
import { isReached } from './trigger.ts'

/** Takes an order: checks it, locks what it spends, and matches it. Between the last two comes `onEntered`. */
export function place(
  state: EngineState,
  request: OrderRequest,
  onEntered?: (order: Order) => void,
): Result<Order, Rejection> {
  const rejection = findRejection(state, request)
  if (rejection) return failure(rejection)
  const draft = draftOrder(state, request)
  if (draft.quantity === 0n) return failure({ kind: 'no-liquidity' })
  const takes = wouldTake(state, draft)
  if (takes && state.rules.postOnlyRule !== 'accept-and-end') return failure({ kind: 'would-take' })
  const whenEntered = reservationFor(draft, state.prices.quote(draft.symbol).ask)
  const reserved = draft.reservesWhenTriggered ? 0n : whenEntered
  if (!reserve(state, draft, reserved)) return failure({ kind: 'insufficient-balance' })
  const entered = enter(state, { ...draft, reserved })
  onEntered?.(entered)
  if (entered.status === 'waiting') return success(entered)
  if (takes) return success(endOrder(state, entered, 'expired'))
  return success(expireUnlessResting(state, match(state, entered, false)))
}

/** Why an order cannot be taken, whatever the balance. */
export function findRejection(state: EngineState, request: OrderRequest): Rejection | undefined {
  const rejection = findFormalRejection(state, request)
  if (rejection) return rejection
  return wouldTrigger(state, request) ? { kind: 'would-trigger' } : undefined
}

/** Why it cannot be taken, whatever the price too. */
export function findFormalRejection(
  state: EngineState,
  request: OrderRequest,
): Rejection | undefined {
  const market = state.markets.get(request.symbol)
  if (!market) return { kind: 'unknown-symbol' }
  if (!market.trading) return { kind: 'market-closed' }
  if (!state.account(request.accountId).mayTrade) return { kind: 'account-may-not-trade' }
  const openIds = state.orders.openIdsOf(request.accountId, market.symbol)
  const rule = findBrokenRule(request, market.rules, {
    lastPrice: state.prices.quote(request.symbol).last,
    openOrders: openIds.size,
    openConditionalOrders: isConditional(request.type) ? countConditional(state, openIds) : 0,
  })
  if (rule) return { kind: 'rule', rule }
  return isDuplicate(state, request) ? { kind: 'duplicate-client-order-id' } : undefined
}

function countConditional(state: EngineState, ids: ReadonlySet<number>): number {
  return [...ids].filter((id) => isConditional(state.orders.find(id)?.type ?? 'limit')).length
}

function isDuplicate(state: EngineState, { accountId, clientOrderId }: OrderRequest): boolean {
  const earlier = state.orders.findByClientId(accountId, clientOrderId)
  return state.rules.clientIdRule === 'unique-forever' ? earlier.length > 0 : earlier.some(isOpen)
}

function wouldTrigger(state: EngineState, request: OrderRequest): boolean {
  const { type, side, triggerPrice } = request
  if (!isConditional(type) || triggerPrice === undefined) return false
  if (request.trailingDelta !== undefined) return false
  return isReached({ type, side, triggerPrice }, state.prices.quote(request.symbol).last)
}

export function wouldTake(state: EngineState, draft: Order): boolean {
  return draft.type === 'limit-maker' && matchingPrice(state, draft, true) !== null
}

export function draftOrder(state: EngineState, request: OrderRequest): Order {
  const now = state.now()
  const { accountId, clientOrderId, symbol, side, type } = request
  return {
    ...{ id: state.nextId(), accountId, clientOrderId, symbol, side, type },
    timeInForce: request.timeInForce ?? 'gtc',
    price: request.price ?? null,
    triggerPrice: request.triggerPrice ?? null,
    trailingDelta: request.trailingDelta ?? null,
    trailingExtreme: null,
    quantity: request.quantity ?? quantityFor(state, request),
    quoteQuantity: request.quoteQuantity ?? null,
    filled: 0n,
    filledQuote: 0n,
    status: isConditional(type) ? 'waiting' : 'new',
    reserved: 0n,
    reservesWhenTriggered: request.reservesWhenTriggered ?? false,
    triggeredAt: null,
    successorId: null,
    origin: request.origin ?? 'api',
    listId: request.listId ?? null,
    listClientId: request.listClientId ?? null,
    rivalsId: null,
    createdAt: now,
    updatedAt: now,
  }
}

/** How much an amount of the quote asset buys or must be sold for it. */
function quantityFor(
  state: EngineState,
  { symbol, side, quoteQuantity = 0n }: OrderRequest,
): Amount {
  const { bid, ask } = state.prices.quote(symbol)
  const price = side === 'buy' ? ask : bid
  return floorToStep(divide(quoteQuantity, price), state.market(symbol).rules.stepSize)
}

export function enter(state: EngineState, order: Order): Order {
  const entered = state.record(order, 'new')
  state.announceBalances(order.accountId, [spentAsset(order, state.market(order.symbol))])
  return entered
}
