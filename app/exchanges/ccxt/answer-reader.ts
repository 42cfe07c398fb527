import { ZERO_MONEY, ZERO_QUANTITY } from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import type { Execution } from '../../domain/fill.ts'
import type { OrderReply } from '../../domain/order.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type { OrderReference, OrderReport } from '../../ports/exchange-client.ts'
import type { AccountConnection } from './account-connection.ts'
import { fieldOf, textOf } from './facts/error-readers.ts'
import { parseBalance } from './parse-balance.ts'
import type { ParseContext, ParseFailure } from './parse-context.ts'
import { type ParsedOrder, parseOrder, parseReceipt } from './parse-order.ts'
import { type ParsedTrade, parseTrade } from './parse-trade.ts'

/** Ids of ours that are remembered because the exchange's form of them cannot be turned back. */
const REMEMBERED_MAX = 10_000

/** Turns what ccxt hands out into what the engine understands; a form that nobody expected is an error, never a guess. */
export class AnswerReader {
  readonly #connection: AccountConnection
  readonly #ours = new Map<string, string>()

  constructor(connection: AccountConnection) {
    this.#connection = connection
  }

  /** Our id will come back in the exchange's form. */
  remember(clientOrderId: string): void {
    const { clientIds } = this.#connection.facts
    const form = clientIds.toExchange(clientOrderId)
    if (clientIds.fromExchange(form) === clientOrderId) return
    if (this.#ours.size >= REMEMBERED_MAX) this.#ours.clear()
    this.#ours.set(form, clientOrderId)
  }

  #ourId(text: string | null): string | null {
    if (text === null) return null
    return this.#connection.facts.clientIds.fromExchange(text) ?? this.#ours.get(text) ?? null
  }

  /** What the answer to a new order says; some exchanges tell no more than that they took it. */
  acceptance(raw: unknown, clientOrderId: string): OrderReply {
    const time = this.#connection.clock.now()
    const order = this.#order(raw)
    if (order.ok && this.#isNamed(order.value.clientOrderId, clientOrderId)) {
      return replyOf(order.value, clientOrderId, time)
    }
    const receipt = parseReceipt(raw, this.#connection.secrets)
    if (!receipt.ok) {
      const reason = this.#misread(receipt.error)
      return { kind: 'unknown', clientOrderId, reason, time }
    }
    if (!this.#isNamed(receipt.value.clientOrderId, clientOrderId)) {
      const reason = `${this.#connection.name} answered about another order`
      return { kind: 'unknown', clientOrderId, reason, time }
    }
    const { exchangeOrderId } = receipt.value
    return {
      kind: 'accepted',
      clientOrderId,
      exchangeOrderId,
      reportedQuantity: ZERO_QUANTITY,
      time,
    }
  }

  /** The same where one answer is about several orders; one that it does not name may be there or not. */
  acceptanceAmong(raw: readonly unknown[], clientOrderId: string): OrderReply {
    const time = this.#connection.clock.now()
    for (const one of raw) {
      const order = this.#order(one)
      if (order.ok && this.#ourId(order.value.clientOrderId) === clientOrderId) {
        return replyOf(order.value, clientOrderId, time)
      }
    }
    const reason = `${this.#connection.name}'s answer does not name it`
    return { kind: 'unknown', clientOrderId, reason, time }
  }

  /** An answer that names no order is about the one that was asked for. */
  #isNamed(text: string | null, clientOrderId: string): boolean {
    return text === null || this.#ourId(text) === clientOrderId
  }

  /** What the answer to a cancel says: nothing while it does not say that the order is gone. Its id may be the cancel's own. */
  cancellation(
    raw: unknown,
    { clientOrderId, exchangeOrderId }: OrderReference,
  ): OrderReply | undefined {
    const order = this.#order(raw)
    if (!order.ok || clientOrderId === null) return undefined
    if (exchangeOrderId !== null && order.value.exchangeOrderId !== exchangeOrderId)
      return undefined
    const reply = replyOf(order.value, clientOrderId, this.#connection.clock.now())
    return reply.kind === 'cancelled' ? reply : undefined
  }

  /** News of an order: of one of ours, of another's, or such as cannot be read. */
  news(raw: unknown): OrderReply | 'not ours' | 'unreadable' {
    const order = this.#order(raw)
    if (!order.ok) return 'unreadable'
    const id = this.#ourId(order.value.clientOrderId)
    return id === null ? 'not ours' : replyOf(order.value, id, this.#connection.clock.now())
  }

  report(raw: unknown): Result<OrderReport, string> {
    const order = this.#order(raw)
    return order.ok ? success(this.#reportOf(order.value)) : failure(this.#misread(order.error))
  }

  reports(raw: unknown): Result<readonly OrderReport[], string> {
    return this.#each(raw, (one) => this.report(one))
  }

  execution(raw: unknown): Result<Execution, string> {
    const context = this.#context(raw)
    if (!context.ok) return context
    const trade = parseTrade(raw, context.value)
    if (!trade.ok) return failure(this.#misread(trade.error))
    const fees = trade.value.fees
    if (fees === null) return failure('the exchange has not said yet what the trade cost')
    return success(this.#executionOf(trade.value, fees, context.value.market.quote))
  }

  executions(raw: unknown): Result<readonly Execution[], string> {
    return this.#each(raw, (one) => this.execution(one))
  }

  balances(raw: unknown): Result<readonly Balance[], string> {
    const balances = parseBalance(raw, this.#connection.secrets)
    if (!balances.ok) return failure(this.#misread(balances.error))
    return success(balances.value.filter(({ total }) => total !== 0))
  }

  #each<Value>(
    raw: unknown,
    read: (one: unknown) => Result<Value, string>,
  ): Result<readonly Value[], string> {
    if (!Array.isArray(raw)) return failure(`${this.#connection.name} sent no list`)
    const values: Value[] = []
    for (const one of raw) {
      const value = read(one)
      if (!value.ok) return value
      values.push(value.value)
    }
    return success(values)
  }

  #order(raw: unknown): Result<ParsedOrder, ParseFailure> {
    const { correctOrder } = this.#connection.facts.answers
    const order = correctOrder?.(raw) ?? raw
    const context = this.#context(order)
    return context.ok
      ? parseOrder(order, context.value)
      : failure({ problem: context.error, raw: '' })
  }

  #context(raw: unknown): Result<ParseContext, string> {
    const symbol = textOf(fieldOf(raw, 'symbol'))
    const market = this.#connection.market(symbol)
    if (market === undefined) return failure(`it is about "${symbol}", which is no market there`)
    const receivedAt = this.#connection.clock.now()
    return success({ market, receivedAt, secrets: this.#connection.secrets })
  }

  #reportOf(order: ParsedOrder): OrderReport {
    const { status, quantity, filledQuantity } = order
    return {
      symbol: order.symbol,
      exchangeOrderId: order.exchangeOrderId,
      clientOrderId: this.#ourId(order.clientOrderId),
      side: order.side,
      state: status === 'expired' ? 'cancelled' : status,
      quantity: quantity ?? filledQuantity,
      filledQuantity,
      price: order.price,
      time: order.time,
    }
  }

  /** Of fees in several currencies one is booked; the rest shows as a balance that differs. */
  #executionOf(
    trade: ParsedTrade,
    [fee]: NonNullable<ParsedTrade['fees']>,
    quote: string,
  ): Execution {
    return {
      fillId: trade.fillId,
      exchangeOrderId: trade.exchangeOrderId,
      clientOrderId: this.#ourId(trade.clientOrderId),
      symbol: trade.symbol,
      side: trade.side,
      price: trade.price,
      quantity: trade.quantity,
      cost: trade.cost,
      fee: fee?.amount ?? ZERO_MONEY,
      feeCurrency: fee?.currency ?? quote,
      liquidity: trade.liquidity ?? 'taker',
      time: trade.time,
    }
  }

  #misread({ problem, raw }: ParseFailure): string {
    const { name } = this.#connection
    return raw === '' ? `${name} sent ${problem}` : `${name} sent ${problem} (${raw})`
  }
}

function replyOf(order: ParsedOrder, clientOrderId: string, time: number): OrderReply {
  const { exchangeOrderId, filledQuantity: reportedQuantity, status } = order
  const news = { clientOrderId, time }
  if (status === 'open' || status === 'filled') {
    return { kind: 'accepted', exchangeOrderId, reportedQuantity, ...news }
  }
  if (status === 'rejected' && reportedQuantity === 0) {
    return { kind: 'rejected', reason: 'rejected by the exchange', ...news }
  }
  const reason = status === 'expired' ? 'expired at the exchange' : 'cancelled at the exchange'
  return { kind: 'cancelled', exchangeOrderId, reportedQuantity, reason, ...news }
}
