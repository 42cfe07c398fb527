import { formatAmount } from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import { formatDecimal } from '../../domain/decimal-text.ts'
import type { Execution } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import { type ApprovedOrder, ORDER_TYPES, type OrderReply } from '../../domain/order.ts'
import { formatPrice, type Price } from '../../domain/price.ts'
import { failure, mapResult, type Result, success } from '../../domain/result.ts'
import type { Transfer } from '../../domain/transfer.ts'
import type {
  Answer,
  ExchangeClient,
  ExchangeListener,
  ExchangeTraits,
  OrderLookup,
  OrderReference,
  OrderReport,
  OrderRequest,
} from '../../ports/exchange-client.ts'
import type { AccountConnection } from './account-connection.ts'
import { AccountQueries } from './account-queries.ts'
import { AccountStream } from './account-stream.ts'
import { AnswerReader } from './answer-reader.ts'
import { callCancelOrder, callCreateOrder } from './exchange-calls.ts'
import { classifyCancel, classifySubmit, type FailedCall } from './order-failure.ts'
import { OrderFinder } from './order-finder.ts'
import { createOrderCall, type OrderSpec } from './order-payload.ts'
import { parseCall, writeCall } from './payload-text.ts'

/** A rate counts units of 10^-8, so that it reads as a percentage with six decimals. */
const PERCENT_DECIMALS = 6

/** An account at an exchange, through ccxt. */
export class CcxtExchangeClient implements ExchangeClient {
  readonly traits: ExchangeTraits
  readonly #connection: AccountConnection
  readonly #answers: AnswerReader
  readonly #finder: OrderFinder
  readonly #queries: AccountQueries
  readonly #stream: AccountStream
  #listener: ExchangeListener | undefined

  constructor(connection: AccountConnection) {
    this.#connection = connection
    this.#answers = new AnswerReader(connection)
    this.#finder = new OrderFinder(connection, this.#answers)
    this.#queries = new AccountQueries(connection, this.#answers)
    this.#stream = new AccountStream(connection, this.#answers)
    const { facts } = connection
    this.traits = {
      visibilityLagMs: facts.timing.visibilityLagMs,
      requestWindowMs: facts.timing.requestValidityMs,
      nativeTypes: new Set(ORDER_TYPES.filter((type) => facts.orders.kinds[type].native)),
    }
  }

  connect(listener: ExchangeListener): void {
    this.#listener = listener
    this.#stream.start(listener)
  }

  encode(order: ApprovedOrder, clientOrderId: string): Result<string, string> {
    const market = this.#connection.market(order.symbol)
    if (market === undefined) return failure(`${order.symbol} is not traded there`)
    const { facts } = this.#connection
    const call = createOrderCall(
      specOf(order, clientOrderId, market),
      facts,
      this.#connection.exchangeNow(),
    )
    return mapResult(call, writeCall)
  }

  submit({ clientOrderId, payload }: OrderRequest): void {
    void this.#submit(clientOrderId, payload)
  }

  async #submit(clientOrderId: string, payload: string): Promise<void> {
    const { exchange } = this.#connection
    const call = parseCall(payload)
    this.#answers.remember(clientOrderId)
    const answer = await this.#connection.call('create', () => callCreateOrder(exchange, call))
    this.#listener?.onReply(
      answer.ok
        ? this.#answers.acceptance(answer.value, clientOrderId)
        : this.#refusal(answer, clientOrderId),
    )
  }

  #refusal(failed: FailedCall, clientOrderId: string): OrderReply {
    const { outcome, reason, retryAfterMs, detail } = classifySubmit(
      failed,
      this.#connection.failureContext,
    )
    if (retryAfterMs !== null) this.#connection.pause(retryAfterMs)
    if (detail === 'clock') this.#connection.measureClock()
    return { kind: outcome, clientOrderId, reason, time: this.#connection.clock.now() }
  }

  cancel(reference: OrderReference): void {
    void this.#cancel(reference)
  }

  async #cancel(reference: OrderReference): Promise<void> {
    const { exchange } = this.#connection
    const how = this.#finder.cancelArguments(reference)
    const { clientOrderId, symbol } = reference
    if (how === null) {
      this.#cancelFailed(clientOrderId, 'its id at the exchange is not known yet')
      return
    }
    const answer = await this.#connection.call('cancel', () =>
      callCancelOrder(exchange, how, symbol),
    )
    if (!answer.ok) {
      const { reason, retryAfterMs } = classifyCancel(answer, this.#connection.failureContext)
      if (retryAfterMs !== null) this.#connection.pause(retryAfterMs)
      this.#cancelFailed(clientOrderId, reason)
      return
    }
    if (clientOrderId === null) return
    // Some exchanges say no more than that they heard: what became of the order is looked up.
    const reply = this.#answers.news(answer.value)
    if (reply?.kind === 'cancelled') this.#listener?.onReply(reply)
    else this.#cancelFailed(clientOrderId, 'it was heard, and not confirmed yet')
  }

  #cancelFailed(clientOrderId: string | null, reason: string): void {
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

  fetchTransfers(since: number): Promise<Answer<readonly Transfer[]>> {
    return this.#queries.transfers(since)
  }

  fetchMarket(symbol: string): Promise<Answer<Market>> {
    return this.#queries.market(symbol)
  }

  fetchPrice(market: Market): Promise<Answer<Price>> {
    return this.#queries.price(market)
  }

  close(): void {
    this.#listener = undefined
    this.#stream.stop()
    this.#connection.stop()
  }
}

function specOf(order: ApprovedOrder, clientOrderId: string, market: Market): OrderSpec {
  const { symbol, side, type: kind, quantity, timeInForce, postOnly } = order
  const priceText = (price: Price | null) => (price === null ? null : formatPrice(market, price))
  return {
    clientOrderId,
    symbol,
    side,
    kind,
    quantity: formatAmount(quantity),
    price: priceText(order.limitPrice),
    protectivePrice: null,
    triggerPrice: priceText(order.triggerPrice),
    trailingPercent:
      order.trailingRate === null ? null : formatDecimal(order.trailingRate, PERCENT_DECIMALS),
    timeInForce,
    postOnly,
  }
}
