import { formatAmount } from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import { formatDecimal } from '../../domain/decimal-text.ts'
import type { Execution } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import {
  type ApprovedOrder,
  ORDER_TYPES,
  type OrderReply,
  type OrderType,
} from '../../domain/order.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import { formatPrice, type Price } from '../../domain/price.ts'
import { redact } from '../../domain/redact.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { workingKey } from '../../domain/working-order.ts'
import type {
  Answer,
  DeadManSwitch,
  ExchangeClient,
  ExchangeListener,
  ExchangeTraits,
  OrderLookup,
  OrderReference,
  OrderReport,
  OrderRequest,
  TransferReport,
} from '../../ports/exchange-client.ts'
import type { ExchangeHealth } from '../../ports/exchange-health.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import type { AccountConnection } from './account-connection.ts'
import { AccountQueries } from './account-queries.ts'
import { AccountStream } from './account-stream.ts'
import { AnswerReader } from './answer-reader.ts'
import { BookKeeper } from './book-keeper.ts'
import { DeliveryTurns } from './delivery-turns.ts'
import { callCancelOrder, callCreateOrder } from './exchange-calls.ts'
import type { ExchangeFacts } from './exchange-facts.ts'
import { guardClients } from './guard-clients.ts'
import { classifyCancel, classifySubmit, type FailedCall } from './order-failure.ts'
import { OrderFinder } from './order-finder.ts'
import { OrderPairs } from './order-pairs.ts'
import { createOrderCall, isConditional, type OrderSpec } from './order-payload.ts'
import { parseCall, writeCall } from './payload-text.ts'
import { PriceKeeper } from './price-keeper.ts'
import { protectivePrice } from './protective-price.ts'
import { finerThanTaken } from './rules-now.ts'

/** A rate counts units of 10^-8, so that it reads as a percentage with six decimals. */
const PERCENT_DECIMALS = 6

/** A connection may be gone for a while before orders are taken back; OKX takes 120 s at most. */
const SWITCH_TIMEOUT_MS = 60_000

/** An account at an exchange, through ccxt. */
export class CcxtExchangeClient implements ExchangeClient {
  readonly traits: ExchangeTraits
  readonly pairs?: OrderPairs
  readonly deadManSwitch?: DeadManSwitch
  readonly #connection: AccountConnection
  readonly #answers: AnswerReader
  readonly #finder: OrderFinder
  readonly #queries: AccountQueries
  readonly #stream: AccountStream
  readonly #books: BookKeeper
  readonly #prices: PriceKeeper
  #listener: ExchangeListener | undefined
  #isClosed = false

  constructor(connection: AccountConnection) {
    this.#connection = connection
    this.#answers = new AnswerReader(connection)
    this.#finder = new OrderFinder(connection, this.#answers)
    this.#queries = new AccountQueries(connection, this.#answers)
    const turns = new DeliveryTurns()
    this.#stream = new AccountStream(connection, this.#answers, turns)
    guardClients(connection.publicExchange, turns, () => this.#isClosed)
    this.#books = new BookKeeper(connection, (symbol) => this.#listener?.onBookDropped(symbol))
    this.#prices = new PriceKeeper(connection, (symbol, price) =>
      this.#listener?.onPrice(symbol, price),
    )
    const { facts } = connection
    const { pair } = facts.orders
    if (pair !== undefined) {
      const told = (reply: OrderReply) => this.#listener?.onReply(reply)
      this.pairs = new OrderPairs({ connection, answers: this.#answers, facts: pair, told })
    }
    const marked = facts.deadManSwitch?.marked
    if (marked) {
      const timeoutMs = SWITCH_TIMEOUT_MS
      const renew = () => this.#queries.renewSwitch({ timeoutMs, marked })
      this.deadManSwitch = { timeoutMs, renew }
    }
    this.traits = {
      visibilityLagMs: facts.timing.visibilityLagMs,
      requestWindowMs: facts.timing.requestValidityMs,
      nativeTypes: new Set(ORDER_TYPES.filter((type) => isNative(type, facts))),
      ...(facts.orders.feeCoin === undefined ? {} : { feeCoin: facts.orders.feeCoin }),
    }
  }

  connect(listener: ExchangeListener): void {
    this.#listener = listener
    this.#connection.followCalls((breaker) => this.#listener?.onCallBreaker(breaker))
    this.#connection.warmUp()
    this.#stream.start(listener)
  }

  encode(order: ApprovedOrder, clientOrderId: string): Result<string, string> {
    const { facts, name } = this.#connection
    const market = this.#connection.market(order.symbol)
    if (market === undefined) return failure(`${order.symbol} is not traded on ${name}`)
    if (!this.traits.nativeTypes.has(order.type))
      return failure(`${name} takes no ${order.type} orders`)
    const highest = this.#highestPrice(order, market)
    if (!highest.ok) return highest
    const spec = specOf(order, { clientOrderId, market, highest: highest.value })
    const call = createOrderCall(spec, facts, this.#connection.exchangeNow())
    if (!call.ok) return call
    const finer = finerThanTaken(this.#connection.exchange, call.value)
    return finer === undefined ? success(writeCall(call.value)) : failure(finer)
  }

  blockedOrders(): string | undefined {
    return this.#connection.blockedOrders()
  }

  health(): ExchangeHealth {
    const streams = [this.#stream, this.#books, this.#prices].flatMap((kept) => kept.health())
    return { ...this.#connection.health(), streams }
  }

  /** Null where an order of this kind needs none. */
  #highestPrice(
    { type, side, symbol }: ApprovedOrder,
    market: Market,
  ): Result<Price | null, string> {
    const { facts, clock } = this.#connection
    const isByMoney = facts.orders.marketBuy === 'quote-only'
    if (type !== 'market' || side !== 'buy' || !isByMoney) return success(null)
    return protectivePrice(market, this.#books.read(symbol), clock.now())
  }

  submit(request: OrderRequest): void {
    void this.#submit(request).catch((error) => this.#brokeOff(request, error))
  }

  async #submit({ clientOrderId, payload }: OrderRequest): Promise<void> {
    const { exchange } = this.#connection
    const call = parseCall(payload)
    this.#answers.remember(clientOrderId)
    const answer = await this.#connection.call('create', () => {
      const finer = finerThanTaken(exchange, call)
      return finer === undefined
        ? callCreateOrder(exchange, call)
        : Promise.reject(new Error(finer))
    })
    this.#listener?.onReply(
      answer.ok
        ? this.#answers.acceptance(answer.value, clientOrderId)
        : this.#refusal(answer, clientOrderId),
    )
  }

  /** A bug of ours, before or after the request left: nobody knows. */
  #brokeOff({ clientOrderId }: OrderRequest, error: unknown): void {
    const reason = `an internal error: ${redact(String(error), this.#connection.secrets)}`
    const time = this.#connection.clock.now()
    this.#listener?.onReply({ kind: 'unknown', clientOrderId, reason, time })
  }

  #refusal(failed: FailedCall, clientOrderId: string): OrderReply {
    const refusal = classifySubmit(failed, this.#connection.failureContext)
    this.#connection.heed(refusal)
    const { outcome: kind, reason } = refusal
    return { kind, clientOrderId, reason, time: this.#connection.clock.now() }
  }

  cancel(reference: OrderReference): void {
    void this.#cancel(reference).catch((error) =>
      this.#cancelFailed(
        reference,
        `an internal error: ${redact(String(error), this.#connection.secrets)}`,
      ),
    )
  }

  async #cancel(reference: OrderReference): Promise<void> {
    let failed = 'its id at the exchange is not known yet'
    for (const way of this.#finder.cancelWays(reference)) {
      const answer = await this.#connection.call('cancel', () =>
        callCancelOrder(this.#connection.exchange, way, reference.symbol),
      )
      if (answer.ok) {
        this.#heardOfCancel(answer.value, reference)
        return
      }
      const refusal = classifyCancel(answer, this.#connection.failureContext)
      this.#connection.heed(refusal)
      failed = refusal.reason
      if (refusal.detail !== 'nothing-to-cancel') break
    }
    this.#cancelFailed(reference, failed)
  }

  /** Some exchanges say no more than that they heard: what became of the order is looked up. */
  #heardOfCancel(answer: unknown, reference: OrderReference): void {
    const reply = this.#answers.cancellation(answer, reference)
    if (reply) this.#listener?.onReply(reply)
    else this.#listener?.onHint()
  }

  #cancelFailed({ clientOrderId }: OrderReference, reason: string): void {
    if (clientOrderId !== null) this.#listener?.onCancelFailed(clientOrderId, reason)
  }

  fetchOrder(reference: OrderReference): Promise<OrderLookup> {
    return this.#finder.find(reference)
  }

  fetchOpenOrders(): Promise<Answer<readonly OrderReport[]>> {
    return this.#queries.openOrders()
  }

  fetchExecutions(symbol: string, since: number): Promise<Answer<readonly Execution[]>> {
    return this.#queries.executions(symbol, since)
  }

  fetchBalances(): Promise<Answer<readonly Balance[]>> {
    return this.#queries.balances()
  }

  fetchTransfers(since: number): Promise<Answer<readonly TransferReport[]>> {
    return this.#queries.transfers(since)
  }

  fetchKey(): Promise<Answer<KeyReport>> {
    return this.#queries.key()
  }

  fetchMarket(symbol: string): Promise<Answer<Market>> {
    return this.#queries.market(symbol)
  }

  listedMarket(symbol: string): Market | undefined {
    return this.#connection.listedMarket(symbol)
  }

  fetchPrice(market: Market): Promise<Answer<Price>> {
    return this.#queries.price(market)
  }

  fetchBook(market: Market): Promise<Answer<OrderBook>> {
    return this.#books.fetch(market)
  }

  readBook(symbol: string): OrderBook | undefined {
    return this.#books.read(symbol)
  }

  watchPrices(symbols: readonly string[]): void {
    if (!this.#isClosed) this.#prices.watch(symbols)
  }

  close(): void {
    this.#listener = undefined
    this.#isClosed = true
    this.#stream.stop()
    this.#books.stop()
    this.#prices.stop()
    // Closing rejects what still waits for news.
    this.#connection.publicExchange.close().catch(() => undefined)
    this.#connection.stop()
  }
}

/** An order that becomes another one when it triggers cannot be followed under its id: it is watched by us instead. */
function isNative(type: OrderType, { orders }: ExchangeFacts): boolean {
  if (isConditional(type) && orders.triggered === 'new-order') return false
  return orders.kinds[type].native
}

interface Encoding {
  readonly clientOrderId: string
  readonly market: Market
  /** What a purchase may pay, where an immediate limit order stands in for it. */
  readonly highest: Price | null
}

function specOf(order: ApprovedOrder, { clientOrderId, market, highest }: Encoding): OrderSpec {
  const { symbol, side, type: kind, quantity, timeInForce, postOnly } = order
  const priceText = (price: Price | null) => (price === null ? null : formatPrice(market, price))
  return {
    clientOrderId,
    symbol,
    side,
    kind,
    quantity: formatAmount(quantity),
    price: priceText(order.limitPrice),
    protectivePrice: priceText(highest),
    triggerPrice: priceText(order.triggerPrice),
    trailingPercent:
      order.trailingRate === null ? null : formatDecimal(order.trailingRate, PERCENT_DECIMALS),
    timeInForce,
    postOnly,
    isWorking: workingKey(order.botId, order.intentId) !== undefined,
  }
}
