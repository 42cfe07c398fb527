import type { Balance } from '../domain/balance.ts'
import type { Execution } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { OrderType } from '../domain/order.ts'
import type { OrderBook } from '../domain/order-book.ts'
import type { Price } from '../domain/price.ts'
import { failure, type Result, success } from '../domain/result.ts'
import type {
  Answer,
  ExchangeClient,
  ExchangeListener,
  ExchangeTraits,
  OrderLookup,
  OrderReference,
  OrderReport,
  OrderRequest,
  TransferReport,
} from '../ports/exchange-client.ts'
import { type ExchangeHealth, HEALTHY } from '../ports/exchange-health.ts'

const NATIVE_TYPES: ReadonlySet<OrderType> = new Set(['market', 'limit'])
export const NO_ANSWER = failure('the exchange did not answer')
const FAILED: OrderLookup = { kind: 'failed', reason: NO_ANSWER.error }

/** An exchange that does nothing by itself: it writes down what it is asked, and answers what it was told to. */
export class ScriptedExchange implements ExchangeClient {
  readonly traits: ExchangeTraits
  readonly submitted: OrderRequest[] = []
  readonly cancelled: OrderReference[] = []
  /** Every question in its order: "open orders", "order cb-1", "executions of BTC/USDT since 5" ... */
  readonly asked: string[] = []
  isClosed = false
  /** Called when an order, or a question, arrives: the world as it is at that moment. */
  onSubmit: (request: OrderRequest) => void = () => undefined
  onCancel: (reference: OrderReference) => void = () => undefined
  onAsked: (question: string) => void = () => undefined
  /** By client order id, or by the exchange's where the question names no other; the last one stays. */
  readonly lookups = new Map<string, OrderLookup[]>()
  encoded: Result<string, string> = success('the wording')
  blocked: string | undefined = undefined
  healthTold: ExchangeHealth = HEALTHY
  openOrders: Answer<readonly OrderReport[]> = success([])
  executions: Answer<readonly Execution[]> = success([])
  balances: Answer<readonly Balance[]> = success([])
  transfers: Answer<readonly TransferReport[]> = success([])
  watchedPrices: readonly string[] = []
  /** By symbol. */
  readonly books = new Map<string, OrderBook>()
  #listener: ExchangeListener | undefined

  constructor(traits: Partial<ExchangeTraits> = {}) {
    this.traits = {
      visibilityLagMs: 0,
      requestWindowMs: 0,
      nativeTypes: NATIVE_TYPES,
      ...traits,
    }
  }

  /** What the engine hears. */
  get tell(): ExchangeListener {
    if (this.#listener === undefined) throw new Error('nobody listens to the exchange')
    return this.#listener
  }

  connect(listener: ExchangeListener): void {
    this.#listener = listener
  }

  encode(): Result<string, string> {
    return this.encoded
  }

  blockedOrders(): string | undefined {
    return this.blocked
  }

  health(): ExchangeHealth {
    return this.healthTold
  }

  submit(request: OrderRequest): void {
    this.submitted.push(request)
    this.onSubmit(request)
  }

  cancel(reference: OrderReference): void {
    this.cancelled.push(reference)
    this.onCancel(reference)
  }

  async fetchOrder({ clientOrderId, exchangeOrderId }: OrderReference): Promise<OrderLookup> {
    const id = clientOrderId ?? exchangeOrderId ?? ''
    this.#ask(`order ${id}`)
    const answers = this.lookups.get(id) ?? []
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? FAILED
  }

  async fetchOpenOrders() {
    this.#ask('open orders')
    return this.openOrders
  }

  /** Those of this market, however old they are. */
  async fetchExecutions(symbol: string, since: number): Promise<Answer<readonly Execution[]>> {
    this.#ask(`executions of ${symbol} since ${since}`)
    const { executions } = this
    if (!executions.ok) return executions
    return success(executions.value.filter((execution) => execution.symbol === symbol))
  }

  async fetchBalances() {
    this.#ask('balances')
    return this.balances
  }

  async fetchTransfers(since: number) {
    this.#ask(`transfers since ${since}`)
    return this.transfers
  }

  async fetchMarket(): Promise<Answer<Market>> {
    return NO_ANSWER
  }

  async fetchPrice(): Promise<Answer<Price>> {
    return NO_ANSWER
  }

  async fetchBook({ symbol }: Market): Promise<Answer<OrderBook>> {
    this.#ask(`the book of ${symbol}`)
    const book = this.books.get(symbol)
    return book === undefined ? NO_ANSWER : success(book)
  }

  readBook(symbol: string): OrderBook | undefined {
    return this.books.get(symbol)
  }

  watchPrices(symbols: readonly string[]): void {
    this.watchedPrices = symbols
  }

  close(): void {
    this.isClosed = true
  }

  #ask(question: string): void {
    this.asked.push(question)
    this.onAsked(question)
  }
}
