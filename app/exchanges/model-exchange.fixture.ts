import {
  add,
  type Money,
  moneyOf,
  type Quantity,
  type Rate,
  shareOf,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import type { Balance } from '../domain/balance.ts'
import type { Execution } from '../domain/fill.ts'
import { ORDER_TYPES, type OrderReply, type OrderType } from '../domain/order.ts'
import type { OrderBook } from '../domain/order-book.ts'
import { notional, type Price } from '../domain/price.ts'
import { failure, success } from '../domain/result.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import type { Clock } from '../ports/clock.ts'
import type {
  ExchangeClient,
  ExchangeListener,
  ExchangeTraits,
  OrderReference,
  OrderReport,
  OrderRequest,
  PairOrders,
} from '../ports/exchange-client.ts'
import { type ExchangeHealth, HEALTHY } from '../ports/exchange-health.ts'

/** An order at the exchange, as that sees it. */
export interface ModelOrder {
  readonly request: OrderRequest
  state: OrderReport['state'] | 'arriving'
  filled: Quantity
  isCancelWanted: boolean
}

export interface ModelWishes {
  readonly clock: Clock
  readonly base?: string
  readonly nativeTypes?: readonly OrderType[]
  /** It keeps a stop and a target as one, or would if it were not for this. */
  readonly pairs?: { readonly refusal?: string }
  /** Taken from what is bought, in what is bought. */
  readonly baseFee?: Rate
}

/**
 * An exchange in the test's hand: orders are accepted, traded and cancelled when it says so, and answers are the truth.
 * Sales bind what they sell; one of more than its owner has
 * left counts as oversold.
 */
export class ModelExchange implements ExchangeClient {
  readonly traits: ExchangeTraits
  readonly orders = new Map<string, ModelOrder>()
  readonly oversold: string[] = []
  base: Quantity
  healthTold: ExchangeHealth = HEALTHY
  /** Of the market; nothing while no book is told. */
  bookTold: OrderBook | undefined
  readonly #clock: Clock
  readonly #baseFee: Rate
  readonly #held = new Map<string, Quantity>()
  readonly pairs?: PairOrders
  /** Of the legs of a pair, each other's ids. */
  readonly #partners = new Map<string, string>()
  #executions: Execution[] = []
  #quote = money('10000')
  #listener: ExchangeListener | undefined

  constructor({ clock, base = '0', nativeTypes = ORDER_TYPES, baseFee, pairs }: ModelWishes) {
    this.#clock = clock
    this.base = quantity(base)
    this.#held.set('manual', this.base)
    this.#baseFee = baseFee ?? (0 as Rate)
    this.traits = { visibilityLagMs: 0, requestWindowMs: 0, nativeTypes: new Set(nativeTypes) }
    if (pairs !== undefined) this.pairs = this.#pairDesk(pairs.refusal)
  }

  #pairDesk(refusal: string | undefined): PairOrders {
    return {
      encode: ({ order: stop }, { order: target }) =>
        refusal === undefined
          ? success(`${stop.type} or ${target.type} ${stop.quantity}`)
          : failure(refusal),
      submit: (stop, target) => {
        this.#partners.set(stop.clientOrderId, target.clientOrderId)
        this.#partners.set(target.clientOrderId, stop.clientOrderId)
        for (const leg of [stop, target]) this.submit(leg)
      },
    }
  }

  #livePartner(clientOrderId: string): string | undefined {
    const partner = this.#partners.get(clientOrderId)
    return this.liveIds.find((id) => id === partner)
  }

  connect(listener: ExchangeListener): void {
    this.#listener = listener
  }

  close(): void {
    this.#listener = undefined
  }

  encode({ type, quantity: of, triggerPrice }: OrderRequest['order']) {
    if (!this.traits.nativeTypes.has(type)) return failure(`no ${type} orders`)
    const isConditional = type !== 'market' && type !== 'limit' && type !== 'trailing-stop'
    if (isConditional !== (triggerPrice !== null)) return failure(`a ${type} order by halves`)
    return success(`${type} ${of}`)
  }

  blockedOrders(): undefined {
    return undefined
  }

  health(): ExchangeHealth {
    return this.healthTold
  }

  submit(request: OrderRequest): void {
    const { clientOrderId, order } = request
    if (this.orders.has(clientOrderId)) throw new Error(`${clientOrderId} was sent twice`)
    this.orders.set(clientOrderId, {
      request,
      state: 'arriving',
      filled: ZERO_QUANTITY,
      isCancelWanted: false,
    })
    if (order.side === 'sell' && this.#isOversold(order.botId)) this.oversold.push(clientOrderId)
  }

  /** By one of those who share the account; the exchange itself knows only the sum. */
  #isOversold(botId: string): boolean {
    let selling: Quantity = ZERO_QUANTITY
    for (const { request, filled } of this.live()) {
      const { order } = request
      if (order.side !== 'sell' || order.botId !== botId) continue
      const { clientOrderId } = request
      // Of a pair, what is locked is locked once.
      if ((this.#livePartner(clientOrderId) ?? '') > clientOrderId) continue
      selling = add(selling, subtract(order.quantity, filled))
    }
    return selling > (this.#held.get(botId) ?? ZERO_QUANTITY)
  }

  live(): readonly ModelOrder[] {
    return [...this.orders.values()].filter(({ state }) => state === 'arriving' || state === 'open')
  }

  /** Ids and types of what is at the exchange, in the order in which it came. */
  get liveIds(): readonly string[] {
    return this.live().map(({ request }) => request.clientOrderId)
  }

  order(clientOrderId: string): ModelOrder {
    const order = this.orders.get(clientOrderId)
    if (order === undefined) throw new Error(`${clientOrderId} was never sent`)
    return order
  }

  accept(clientOrderId: string): void {
    const order = this.order(clientOrderId)
    order.state = 'open'
    const exchangeOrderId = `x-${clientOrderId}`
    this.#tell({ kind: 'accepted', clientOrderId, exchangeOrderId, reportedQuantity: order.filled })
  }

  reject(clientOrderId: string, reason = 'it would trigger at once'): void {
    this.order(clientOrderId).state = 'rejected'
    this.#tell({ kind: 'rejected', clientOrderId, reason })
  }

  /** All that is left, or so much of it. */
  fill(clientOrderId: string, of?: Quantity, at: Price = price('30000')): void {
    const order = this.order(clientOrderId)
    if (order.state === 'arriving') this.accept(clientOrderId)
    const partner = this.#livePartner(clientOrderId)
    if (partner !== undefined) this.#end(partner, 'expired at the exchange')
    const { side, quantity: whole } = order.request.order
    const traded = of ?? subtract(whole, order.filled)
    const isFeeInBase = side === 'buy' && this.#baseFee > 0
    const fee = isFeeInBase ? shareOf(traded, this.#baseFee, 'up') : ZERO_QUANTITY
    order.filled = add(order.filled, traded)
    if (order.filled >= whole) order.state = 'filled'
    const change = side === 'buy' ? subtract(traded, fee) : subtract(ZERO_QUANTITY, traded)
    const { botId } = order.request.order
    this.base = add(this.base, change)
    this.#held.set(botId, add(this.#held.get(botId) ?? ZERO_QUANTITY, change))
    const cost = notional(SAMPLE_MARKET, at, traded, side === 'buy' ? 'up' : 'down')
    this.#quote = side === 'buy' ? subtract(this.#quote, cost) : add(this.#quote, cost)
    const execution: Execution = {
      fillId: `${clientOrderId}-${order.filled}`,
      exchangeOrderId: `x-${clientOrderId}`,
      clientOrderId,
      symbol: SAMPLE_MARKET.symbol,
      side,
      price: at,
      quantity: traded,
      cost,
      fee: moneyOf(fee),
      feeCurrency: isFeeInBase ? SAMPLE_MARKET.base : SAMPLE_MARKET.quote,
      liquidity: 'taker',
      time: this.#clock.now(),
    }
    this.#executions.push(execution)
    this.#listener?.onExecution(execution)
  }

  cancel({ clientOrderId }: OrderReference): void {
    const order = clientOrderId === null ? undefined : this.orders.get(clientOrderId)
    if (order) order.isCancelWanted = true
  }

  /** Does what was wished, or cancels by itself; says that it cannot once the order is finished. */
  carryOutCancel(clientOrderId: string): void {
    const order = this.order(clientOrderId)
    order.isCancelWanted = false
    if (order.state === 'open' || order.state === 'arriving') {
      const partner = this.#livePartner(clientOrderId)
      this.#end(clientOrderId, 'on request')
      if (partner !== undefined) this.#end(partner, 'on request')
    } else this.#listener?.onCancelFailed(clientOrderId, 'there is no such order')
  }

  #end(clientOrderId: string, reason: string): void {
    const order = this.order(clientOrderId)
    order.state = 'cancelled'
    const exchangeOrderId = `x-${clientOrderId}`
    const reportedQuantity = order.filled
    this.#tell({ kind: 'cancelled', clientOrderId, reason, exchangeOrderId, reportedQuantity })
  }

  async fetchOrder({ clientOrderId }: OrderReference) {
    const order = clientOrderId === null ? undefined : this.orders.get(clientOrderId)
    return order === undefined
      ? ({ kind: 'absent' } as const)
      : ({ kind: 'found', report: reportOn(order) } as const)
  }

  async fetchOpenOrders() {
    return success(this.live().map(reportOn))
  }

  async fetchExecutions() {
    return success(this.#executions)
  }

  async fetchBalances() {
    return success([
      holding(SAMPLE_MARKET.base, moneyOf(this.base)),
      holding(SAMPLE_MARKET.quote, this.#quote),
    ])
  }

  async fetchTransfers() {
    return success([])
  }

  async fetchMarket() {
    return success(SAMPLE_MARKET)
  }

  async fetchPrice() {
    return failure('prices are not told')
  }

  async fetchBook() {
    return failure('books are not told')
  }

  readBook(): OrderBook | undefined {
    return this.bookTold
  }

  watchPrices(): void {
    // Prices are not told.
  }

  #tell(news: News): void {
    this.#listener?.onReply({ ...news, time: this.#clock.now() })
  }
}

type News = OrderReply extends infer Reply
  ? Reply extends OrderReply
    ? Omit<Reply, 'time'>
    : never
  : never

function holding(currency: string, total: Money): Balance {
  return { currency, free: total, used: ZERO_MONEY, total }
}

function reportOn({ request, state, filled }: ModelOrder): OrderReport {
  const { clientOrderId, order } = request
  return {
    symbol: order.symbol,
    exchangeOrderId: `x-${clientOrderId}`,
    clientOrderId,
    side: order.side,
    state: state === 'arriving' ? 'open' : state,
    quantity: order.quantity,
    filledQuantity: filled,
    price: null,
    time: 0,
  }
}
