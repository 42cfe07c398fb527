import {
  add,
  compoundRate,
  floorToStep,
  type Money,
  type Quantity,
  type Rate,
  shareOf,
  smaller,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Execution } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import { type ApprovedOrder, isFinished, type Order, type OrderIntent } from '../../domain/order.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import { formatPrice, notional, type Price } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
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
import { type ExchangeHealth, HEALTHY } from '../../ports/exchange-health.ts'
import { grownSlice, type MarketSlice, wholeSlice } from './market-slice.ts'
import { type Match, matchOrder } from './match-order.ts'
import { ModelledBook } from './modelled-book.ts'
import { PaperAccount } from './paper-account.ts'
import type { PaperRules } from './paper-rules.ts'
import type { PaperWallet } from './paper-wallet.ts'
import { rejectionOf } from './rejection.ts'

const PAPER_TRAITS: ExchangeTraits = {
  visibilityLagMs: 0,
  requestWindowMs: 0,
  nativeTypes: new Set(['market', 'limit']),
}
const NO_PAYLOAD = success('')

/** What a purchase costs on top of the last price, as long as that stands still, before rounding to the tick. */
export function costRateOf({ takerFee, halfSpread, slippage }: PaperRules): Rate {
  return compoundRate((halfSpread + slippage) as Rate, takerFee)
}

/** An order that waits at the simulated exchange. */
interface WorkingOrder {
  readonly intent: OrderIntent
  readonly clientOrderId: string
  readonly exchangeOrderId: string
  readonly arrivesAt: number
  filled: Quantity
  /** With fees. */
  spent: Money
  /** When it last traded before a restart: what the market did then may come again. */
  readonly tradedAt: number | null
}

const NONE_WORKING: WorkingOrder[] = []

export interface PaperExchangeOptions {
  readonly market: Market
  readonly rules: PaperRules
  readonly clock: Clock
  readonly timeframeMs: number
  /** Shared with the exchange's other markets, where there are any. */
  readonly wallet: PaperWallet
}

/**
 * One market of an exchange that lives in the engine's own process. It never fills an order from the past: a market order trades at
 * the open of what comes after it, a resting one when the price went through it, and never more than a share of the
 * volume that was really traded.
 */
export class PaperExchange implements ExchangeClient {
  readonly traits = PAPER_TRAITS
  readonly #options: PaperExchangeOptions
  readonly #account: PaperAccount
  #working = NONE_WORKING
  #listener: ExchangeListener | undefined
  #forming: Candle | undefined
  #closedUntil = Number.NEGATIVE_INFINITY
  #seenAt = 0
  #lastPrice: Price | undefined
  /** Of the last closed candle. */
  #lastVolume: Quantity = ZERO_QUANTITY

  constructor(options: PaperExchangeOptions) {
    this.#options = options
    this.#account = new PaperAccount(options.market, options.wallet)
  }

  get costRate(): Rate {
    return costRateOf(this.#options.rules)
  }

  connect(listener: ExchangeListener): void {
    this.#listener = listener
  }

  /** Nothing goes over a wire. */
  encode({ type, timeInForce, postOnly }: ApprovedOrder): Result<string, string> {
    if (!PAPER_TRAITS.nativeTypes.has(type)) return failure(`it does not watch prices (${type})`)
    if (postOnly && type !== 'limit') return failure('only a limit order can be post-only')
    if (timeInForce === 'gtc') return NO_PAYLOAD
    return failure('simulated orders are good until cancelled')
  }

  /** It is always there. */
  blockedOrders(): undefined {
    return undefined
  }

  health(): ExchangeHealth {
    return HEALTHY
  }

  /** Puts orders back that were accepted before a restart: the simulated exchange has no memory but ours. */
  restore(orders: readonly Order[]): void {
    for (const order of orders) {
      if (order.exchangeOrderId === null || isFinished(order)) continue
      const working = {
        intent: order.intent,
        clientOrderId: order.clientOrderId,
        exchangeOrderId: order.exchangeOrderId,
        arrivesAt: order.createdAt + this.#options.rules.latencyMs,
        filled: order.filledQuantity,
        spent: add(order.filledCost, shareOf(order.filledCost, this.#options.rules.takerFee, 'up')),
        tradedAt: order.filledQuantity > 0 ? order.updatedAt : null,
      }
      this.#working = [...this.#working, working]
    }
  }

  submit({ order, clientOrderId }: OrderRequest): void {
    const { market, clock, rules } = this.#options
    const time = clock.now()
    const reason = rejectionOf(order, market, rules, this.#account)
    if (reason !== undefined) {
      this.#listener?.onReply({ kind: 'rejected', clientOrderId, reason, time })
      return
    }
    const exchangeOrderId = clientOrderId
    const arrivesAt = time + rules.latencyMs
    const working: WorkingOrder = {
      intent: order,
      clientOrderId,
      exchangeOrderId,
      arrivesAt,
      filled: ZERO_QUANTITY,
      spent: ZERO_MONEY,
      tradedAt: null,
    }
    if (this.#working.length === 0) this.#working = [working]
    else this.#working.push(working)
    this.#listener?.onReply({
      kind: 'accepted',
      clientOrderId,
      exchangeOrderId,
      reportedQuantity: ZERO_QUANTITY,
      time,
    })
  }

  cancel({ clientOrderId }: OrderReference): void {
    const order = this.#find(clientOrderId)
    if (order) this.#drop(order, 'cancelled on request')
    else if (clientOrderId !== null) {
      this.#listener?.onCancelFailed(clientOrderId, 'there is no such order')
    }
  }

  async fetchOrder({ clientOrderId }: OrderReference): Promise<OrderLookup> {
    const order = this.#find(clientOrderId)
    return order ? { kind: 'found', report: this.#reportOf(order) } : { kind: 'absent' }
  }

  async fetchOpenOrders(): Promise<Answer<readonly OrderReport[]>> {
    return success(this.#working.map((order) => this.#reportOf(order)))
  }

  /** They are all told when they happen: nothing gets lost on the way to a listener in the same process. */
  async fetchExecutions(): Promise<Answer<readonly Execution[]>> {
    return success([])
  }

  async fetchBalances() {
    return success(this.#options.wallet.balances())
  }

  /** Nobody pays into a simulated account. */
  async fetchTransfers() {
    return success([])
  }

  async fetchMarket(symbol: string): Promise<Answer<Market>> {
    const { market } = this.#options
    return symbol === market.symbol
      ? success(market)
      : failure(`only ${market.symbol} is simulated`)
  }

  async fetchPrice(): Promise<Answer<Price>> {
    if (this.#lastPrice === undefined) return failure('there was no candle yet')
    return success(this.#lastPrice)
  }

  async fetchBook({ symbol }: Market): Promise<Answer<OrderBook>> {
    const book = this.readBook(symbol)
    return book === undefined ? failure('there was no candle yet') : success(book)
  }

  /** Modelled after what the last candle says, by the same rules by which orders are filled. */
  readBook(symbol: string): OrderBook | undefined {
    const { market, rules } = this.#options
    if (this.#lastPrice === undefined || symbol !== market.symbol) return undefined
    return new ModelledBook({
      market,
      middle: this.#lastPrice,
      depth:
        rules.volumeShareMax === null
          ? null
          : shareOf(this.#lastVolume, rules.volumeShareMax, 'down'),
      halfSpread: rules.halfSpread,
      slippage: rules.slippage,
      time: this.#seenAt,
    })
  }

  watchPrices(): void {
    // Its one market has candles.
  }

  close(): void {
    this.#listener = undefined
  }

  #find(clientOrderId: string | null): WorkingOrder | undefined {
    return this.#working.find((working) => working.clientOrderId === clientOrderId)
  }

  #reportOf({ intent, clientOrderId, exchangeOrderId, arrivesAt, filled }: WorkingOrder) {
    const { limitPrice } = intent
    return {
      symbol: intent.symbol,
      exchangeOrderId,
      clientOrderId,
      side: intent.side,
      state: 'open',
      quantity: intent.quantity,
      filledQuantity: filled,
      price: limitPrice === null ? null : formatPrice(this.#options.market, limitPrice),
      time: arrivesAt,
    } as const
  }

  /**
   * Trades waiting orders against what the market did. Comes before the engine hears of the candle; one that is sent
   * again, as after a stall, has no volume left to trade against.
   */
  onCandle(candle: Candle, closed: boolean, lengthMs = this.#options.timeframeMs): void {
    if (candle.openTime <= this.#closedUntil) return
    if (closed) this.#closedUntil = candle.openTime
    if (this.#working.length > 0) this.#trade(this.#slice(candle, closed, lengthMs))
    this.#forming = closed ? undefined : candle
    this.#lastPrice = candle.close
    if (closed) this.#lastVolume = candle.volume
    this.#seenAt = this.#options.clock.now()
  }

  /** The newest candle of the last run, by which prices and books are told until the next one comes. */
  recall(candle: Candle): void {
    this.#lastPrice = candle.close
    this.#lastVolume = candle.volume
    this.#seenAt = candle.openTime + this.#options.timeframeMs
  }

  #slice(candle: Candle, closed: boolean, lengthMs: number): MarketSlice {
    const closeTime = candle.openTime + lengthMs
    const end = closed ? closeTime : Math.min(closeTime, this.#options.clock.now())
    const before = this.#forming
    return before?.openTime === candle.openTime
      ? grownSlice(before, this.#seenAt, candle, end)
      : wholeSlice(candle, end)
  }

  #trade(slice: MarketSlice): void {
    const { market, rules } = this.#options
    let left =
      rules.volumeShareMax === null ? null : shareOf(slice.volume, rules.volumeShareMax, 'down')
    // Those that are removed meanwhile stay in this list; those that are added have not arrived yet.
    const working = this.#working
    const count = working.length
    for (let index = 0; index < count; index += 1) {
      const order = working[index]
      if (order === undefined || hasTradedIn(slice, order)) continue
      const match = matchOrder(order.intent, order.arrivesAt, slice, market, rules)
      // An order that was cancelled in answer to the fill of another is not there any more.
      if (!match || !this.#working.includes(order)) continue
      if (match.liquidity === 'taker' && order.intent.postOnly) {
        this.#drop(order, 'it is post-only, and would have traded at once')
        continue
      }
      const open = this.#openOf(order, match)
      const wanted = left === null ? open : floorToStep(smaller(open, left), market.quantityStep)
      const quantity = wanted <= 0 ? ZERO_QUANTITY : this.#fill(order, wanted, match)
      if (left !== null) left = subtract(left, quantity)
      if (order.intent.funds !== null && quantity === open) this.#spend(order)
    }
  }

  /** What it is still for: a quantity, or what is left of its money at this price. */
  #openOf({ intent: { quantity, funds }, filled, spent }: WorkingOrder, match: Match): Quantity {
    if (funds === null) return subtract(quantity, filled)
    const left = smaller(subtract(funds, spent), this.#account.quote)
    return this.#account.boughtFor(left, match.price, this.#feeRate(match))
  }

  #feeRate({ liquidity }: Match): Rate {
    const { makerFee, takerFee } = this.#options.rules
    return liquidity === 'maker' ? makerFee : takerFee
  }

  #spend(order: WorkingOrder): void {
    if (!this.#working.includes(order)) return
    this.#remove(order)
    const { clientOrderId } = order
    this.#listener?.onReply({ kind: 'spent', clientOrderId, time: this.#options.clock.now() })
  }

  #fill(order: WorkingOrder, wanted: Quantity, match: Match): Quantity {
    const { market } = this.#options
    const feeRate = this.#feeRate(match)
    const { side } = order.intent
    const quantity = this.#account.affordable(side, wanted, match.price, feeRate)
    if (quantity > 0) {
      const cost = notional(market, match.price, quantity, side === 'buy' ? 'up' : 'down')
      const fee = shareOf(cost, feeRate, 'up')
      this.#account.settle(side, quantity, cost, fee)
      const execution = paperExecution(order, quantity, match, {
        cost,
        fee,
        currency: market.quote,
      })
      order.filled = add(order.filled, quantity)
      order.spent = add(order.spent, add(cost, fee))
      if (order.filled >= order.intent.quantity) this.#remove(order)
      this.#listener?.onExecution(execution)
    }
    if (quantity < wanted) this.#drop(order, 'the balance did not cover the rest')
    return quantity
  }

  #drop(order: WorkingOrder, reason: string): void {
    this.#remove(order)
    const time = this.#options.clock.now()
    const { clientOrderId, exchangeOrderId, filled } = order
    this.#listener?.onReply({
      kind: 'cancelled',
      clientOrderId,
      exchangeOrderId,
      reportedQuantity: filled,
      reason,
      time,
    })
  }

  #remove(order: WorkingOrder): void {
    const [first] = this.#working
    const isOnly = first === order && this.#working.length === 1
    this.#working = isOnly ? NONE_WORKING : this.#working.filter((other) => other !== order)
  }
}

/** A taker trades from the slice's start on, a resting order at its end. */
function hasTradedIn({ start, end }: MarketSlice, { intent, tradedAt }: WorkingOrder): boolean {
  if (tradedAt === null) return false
  return intent.type === 'market'
    ? tradedAt >= start && tradedAt < end
    : tradedAt > start && tradedAt <= end
}

/** The id follows from how much was filled before, so that the same execution has the same id after a restart. */
function paperExecution(
  order: WorkingOrder,
  quantity: Quantity,
  match: Match,
  paid: { readonly cost: Money; readonly fee: Money; readonly currency: string },
): Execution {
  return {
    fillId: `${order.exchangeOrderId}-${order.filled}`,
    exchangeOrderId: order.exchangeOrderId,
    clientOrderId: order.clientOrderId,
    symbol: order.intent.symbol,
    side: order.intent.side,
    price: match.price,
    quantity,
    cost: paid.cost,
    fee: paid.fee,
    feeCurrency: paid.currency,
    liquidity: match.liquidity,
    time: match.time,
  }
}
