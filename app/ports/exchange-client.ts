import type { Quantity } from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import type { Execution } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import {
  type ApprovedOrder,
  isTakenOver,
  type Order,
  type OrderReply,
  type OrderType,
  type Side,
} from '../domain/order.ts'
import type { OrderBook } from '../domain/order-book.ts'
import type { Price } from '../domain/price.ts'
import type { Result } from '../domain/result.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { CallBreaker, ExchangeHealth } from './exchange-health.ts'
import type { KeyReport } from './key-report.ts'

/** What is sent: an approved order under the id by which it can be found again, and its exact wording. */
export interface OrderRequest {
  readonly order: ApprovedOrder
  readonly clientOrderId: string
  readonly payload: string
}

/** One of two orders, before it has a wording. */
export interface PairLeg {
  readonly order: ApprovedOrder
  readonly clientOrderId: string
}

/** Where the exchange keeps a stop and a target as one, and carries out one of them (OCO). */
export interface PairOrders {
  /** The exact wording of both, or why this exchange does not take them together. */
  encode(stop: PairLeg, target: PairLeg): Result<string, string>
  /** In one request: it takes both or neither. Each answers for itself, and a cancel of either takes back both. */
  submit(stop: OrderRequest, target: OrderRequest): void
}

/** The exchange takes back what rests for bots when it has not been told for a while that somebody is there. */
export interface DeadManSwitch {
  readonly timeoutMs: number
  /** Starts the time anew. Other orders than those of bots are spared, above all stops. */
  renew(): Promise<Answer<null>>
}

/** By what an order can be asked for: one of the two ids is known. */
export interface OrderReference {
  readonly symbol: string
  readonly clientOrderId: string | null
  readonly exchangeOrderId: string | null
  /** Exchanges keep orders that wait for a price apart from the others. */
  readonly type: OrderType
  /** By our clock; where it is not known, the earliest that it can be. */
  readonly createdAt: number
}

export function referenceTo(order: Order): OrderReference {
  const { exchangeOrderId, createdAt, intent } = order
  const clientOrderId = isTakenOver(order) ? null : order.clientOrderId
  return { symbol: intent.symbol, clientOrderId, exchangeOrderId, type: intent.type, createdAt }
}

/** An order as the exchange describes it, ours or not. */
export interface OrderReport {
  readonly symbol: string
  readonly exchangeOrderId: string
  /** As we know it where it is ours; null where it has none or one that is not of our making. */
  readonly clientOrderId: string | null
  readonly side: Side
  readonly state: 'open' | 'filled' | 'cancelled' | 'rejected'
  readonly quantity: Quantity
  readonly filledQuantity: Quantity
  /** As decimal text, null for a market order. */
  readonly price: string | null
  readonly time: number
}

/**
 * What the exchange knows of an order. absent: it says explicitly that there is none, neither open nor finished. A failed
 * query is neither answer.
 */
export type OrderLookup =
  | { readonly kind: 'found'; readonly report: OrderReport }
  | { readonly kind: 'absent' }
  | ({ readonly kind: 'failed'; readonly reason: string } & KeyVerdict)

export interface TransferReport extends Transfer {
  /** A withdrawal under way: the exchange may have taken it from the balance already, and gives it back if it fails. */
  readonly isPending?: boolean
}

/** What was asked for, or why it could not be had, in words for people. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | ({ readonly ok: false; readonly error: string } & KeyVerdict)

/** Said of a question that failed. */
export interface KeyVerdict {
  /** The exchange said that the key is wrong or gone, or not meant for this: asking again changes nothing. */
  readonly isKeyRefused?: boolean
}

/** What an exchange does by itself, and how long it takes for things. */
export interface ExchangeTraits {
  /** How long the exchange may take to show an order it accepted; absence means nothing sooner. */
  readonly visibilityLagMs: number
  /** How long after it was sent a request may still be carried out. */
  readonly requestWindowMs: number
  /** Other types are watched by us and sent as market or limit orders when their time has come. */
  readonly nativeTypes: ReadonlySet<OrderType>
  /** The exchange's own coin, in which it may take its fees from whoever holds some. */
  readonly feeCoin?: string
}

export interface ExchangeListener {
  onReply(reply: OrderReply): void
  onExecution(execution: Execution): void
  /** Something happened to some order: what, has to be asked. */
  onHint(): void
  /** What the account holds now of some currencies: a reason to ask, and no answer. */
  onBalances(balances: readonly Balance[]): void
  /** What was last paid in a market that is watched. */
  onPrice(symbol: string, price: Price): void
  /** lost: news may be missing from now on. restored: they arrive again, and what came between must be asked for. */
  onConnection(state: 'lost' | 'restored', reason: string): void
  /** A cancel that the exchange did not carry out, with why: the order is as it was, or not any more what we think. */
  onCancelFailed(clientOrderId: string, reason: string): void
  /** The stream of a book has missed a change: there is no book until it was asked for anew. */
  onBookDropped(symbol: string): void
  /** Calls of some kind are stopped for a while, tried again, or let through as ever. */
  onCallBreaker(breaker: CallBreaker): void
}

/**
 * An exchange as the engine sees it. Orders and cancels return at once; whatever becomes of them arrives at the listener,
 * and from there in the engine's queue like everything else.
 */
export interface ExchangeClient {
  readonly traits: ExchangeTraits
  /** Without it, a stop goes there alone and its target is watched by us. */
  readonly pairs?: PairOrders
  /** Absent where the exchange has none that spares other orders. */
  readonly deadManSwitch?: DeadManSwitch
  connect(listener: ExchangeListener): void
  /** The exact wording of an order, or why this exchange does not take it. */
  encode(order: ApprovedOrder, clientOrderId: string): Result<string, string>
  /** Why nothing new should be risked there at present, or nothing. What is sent all the same goes out. */
  blockedOrders(): string | undefined
  health(): ExchangeHealth
  submit(request: OrderRequest): void
  cancel(reference: OrderReference): void
  /** A lookup of an order in doubt goes before everything but cancels. */
  fetchOrder(reference: OrderReference): Promise<OrderLookup>
  /** All open orders of the account, also those that we did not send. */
  fetchOpenOrders(): Promise<Answer<readonly OrderReport[]>>
  /** All executions on one market from a time on, oldest first, also those of orders that we did not send. */
  fetchExecutions(symbol: string, since: number): Promise<Answer<readonly Execution[]>>
  fetchBalances(): Promise<Answer<readonly Balance[]>>
  /**
   * Deposits that are credited, and withdrawals that are complete or under way, from a time on; none where the exchange or
   * the key does not tell.
   */
  fetchTransfers(since: number): Promise<Answer<readonly TransferReport[]>>
  /** What the exchange says of the key: permissions, addresses and its end in one question. Absent where none is needed. */
  fetchKey?(): Promise<Answer<KeyReport>>
  /** The rules of a market, as they are now. */
  fetchMarket(symbol: string): Promise<Answer<Market>>
  /** One of the exchange's markets, as far as its list has been loaded; absent where there is no such list. */
  listedMarket?(symbol: string): Market | undefined
  /** What was last paid. */
  fetchPrice(market: Market): Promise<Answer<Price>>
  /** What is offered now, which is the newest known from then on. */
  fetchBook(market: Market): Promise<Answer<OrderBook>>
  /** The newest book that is known, kept up from the first call on; nothing while none has arrived. Its time tells its age. */
  readBook(symbol: string): OrderBook | undefined
  /** Tells the last prices of these markets from now on, and of no others. */
  watchPrices(symbols: readonly string[]): void
  close(): void
}
