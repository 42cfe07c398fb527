import { failure, type Result, success } from '../../../app/domain/result.ts'
import type { FeeRates } from './account.ts'
import { type Amendment, amend } from './amending.ts'
import { type Amount, amount } from './amount.ts'
import { endOrder } from './ending.ts'
import { type EngineOptions, EngineState } from './engine-state.ts'
import type { EngineEvent, Transfer } from './event-log.ts'
import { execute } from './executing.ts'
import type { Market, MarketRules } from './market.ts'
import { isOpen, type Order, remaining } from './order.ts'
import { beginChains, placeChain, placePair } from './order-lists.ts'
import type { OrderRequest } from './order-request.ts'
import { place } from './placing.ts'
import type { Quote } from './price-board.ts'
import type { Rejection } from './rejection.ts'
import { sweep } from './sweeping.ts'
import { transfer } from './transferring.ts'

/**
 * The spot exchange behind the wire: accounts, markets, orders and their fills. It knows no protocol, no clock of its
 * own and no randomness, so that several fake exchanges can use it and every run is the same.
 *
 * Orders trade against a synthetic book: takers at the current price, resting orders at their own when it crosses.
 */
interface AnnouncedWithdrawal {
  readonly accountId: string
  readonly asset: string
  readonly quantity: string
  readonly underWayMs: number
}

export class MatchingEngine {
  readonly state: EngineState

  constructor(options: EngineOptions) {
    this.state = new EngineState(options)
  }

  /** Everything that ever happened, oldest first. */
  get events(): readonly EngineEvent[] {
    return this.state.log.events
  }

  onEvent(listener: (event: EngineEvent) => void): () => void {
    return this.state.log.listen(listener)
  }

  place(request: OrderRequest): Result<Order, Rejection> {
    return this.#thenBegin(place(this.state, request))
  }

  /** Two orders of which one can fill. */
  placePair(
    requests: readonly [OrderRequest, OrderRequest],
  ): Result<readonly [Order, Order], Rejection> {
    return placePair(this.state, requests)
  }

  /** An order, and one or two rivals that begin once it has filled. */
  placeChain(
    working: OrderRequest,
    later: readonly OrderRequest[],
  ): Result<readonly Order[], Rejection> {
    return this.#thenBegin(placeChain(this.state, working, later))
  }

  cancel(orderId: number): Result<Order, Rejection> {
    const order = this.state.orders.find(orderId)
    if (!order || !isOpen(order)) return failure({ kind: 'unknown-order' })
    return this.#thenBegin(success(endOrder(this.state, order, 'canceled')))
  }

  amend(orderId: number, amendment: Amendment): Result<Order, Rejection> {
    const order = this.state.orders.find(orderId)
    if (!order || !isOpen(order)) return failure({ kind: 'unknown-order' })
    return this.#thenBegin(amend(this.state, order, amendment))
  }

  /** The market moves: waiting orders may trigger, resting ones fill. */
  movePrice(symbol: string, quote: Quote): void {
    this.state.prices.set(symbol, quote)
    this.state.log.add({ kind: 'price', symbol, ...quote })
    sweep(this.state, symbol)
    beginChains(this.state)
  }

  /** Fills an open order, whatever the market says: all that is left of it, at its own price, if not told otherwise. */
  fill(orderId: number, quantity?: string, price?: string): Order {
    const order = this.state.orders.find(orderId)
    if (!order || !isOpen(order)) throw new RangeError(`order ${orderId} is not open`)
    const wanted = quantity === undefined ? remaining(order) : amount(quantity)
    if (wanted > remaining(order)) throw new RangeError(`order ${orderId} has not so much left`)
    const filled = execute(this.state, order, {
      quantity: wanted,
      price: price === undefined ? this.#ownPrice(order) : amount(price),
      maker: true,
    })
    return this.#thenBegin(filled)
  }

  /** The next order of the symbol that matches fills in these portions; the rest of it fills too, or stays. */
  scriptFills(
    symbol: string,
    quantities: readonly string[],
    rest: 'fills' | 'stays' = 'fills',
  ): void {
    this.state.fillScript.add(symbol, quantities.map(amount), rest)
  }

  /** How much can be traded from now on; null for any amount. */
  setLiquidity(symbol: string, quantity: string | null): void {
    this.state.prices.setLiquidity(symbol, quantity === null ? null : amount(quantity))
  }

  list(market: Market): void {
    this.state.markets.set(market.symbol, market)
  }

  changeRules(symbol: string, rules: Partial<MarketRules>): void {
    const market = this.state.market(symbol)
    this.list({ ...market, rules: { ...market.rules, ...rules } })
  }

  setTrading(symbol: string, trading: boolean): void {
    this.list({ ...this.state.market(symbol), trading })
  }

  setFees(accountId: string, feeRates: Partial<FeeRates>): void {
    const account = this.state.account(accountId)
    account.feeRates = { ...account.feeRates, ...feeRates }
  }

  deposit(accountId: string, asset: string, quantity: string): Transfer {
    return transfer(this.state, { kind: 'deposit', accountId, asset, quantity: amount(quantity) })
  }

  withdraw(accountId: string, asset: string, quantity: string, fee = '0'): Transfer {
    const request = { accountId, asset, quantity: amount(quantity), fee: amount(fee) }
    return transfer(this.state, { kind: 'withdrawal', ...request })
  }

  /** It leaves the balance at once, and is listed as under way for so long. */
  announceWithdrawal(asked: AnnouncedWithdrawal): Transfer {
    return transfer(this.state, {
      ...asked,
      kind: 'withdrawal',
      quantity: amount(asked.quantity),
    })
  }

  /** Whatever was done may have filled an order that others waited for. */
  #thenBegin<Outcome>(outcome: Outcome): Outcome {
    beginChains(this.state)
    return outcome
  }

  #ownPrice(order: Order): Amount {
    const { bid, ask } = this.state.prices.quote(order.symbol)
    return order.price ?? (order.side === 'buy' ? ask : bid)
  }
}
