import { type Money, moneyOf, type Quantity, type Rate } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Execution, Fill } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import {
  newOrder,
  nextOrder,
  type Order,
  type OrderEvent,
  type OrderIntent,
} from '../../domain/order.ts'
import {
  approved,
  MINUTE_MS,
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
} from '../../domain/sample-market.fixture.ts'
import type { ExchangeListener, OrderLookup, OrderReference } from '../../ports/exchange-client.ts'
import { ManualClock } from '../manual-clock.ts'
import { PaperExchange } from './paper-exchange.ts'
import type { PaperRules } from './paper-rules.ts'
import { PaperWallet } from './paper-wallet.ts'

const NOTHING = 0 as Rate

/** No fee, no spread, no limit, no delay: what is tested is added. */
export const FREE_RULES: PaperRules = {
  makerFee: NOTHING,
  takerFee: NOTHING,
  halfSpread: NOTHING,
  slippage: NOTHING,
  volumeShareMax: null,
  latencyMs: 0,
}

export interface BenchOptions extends Partial<PaperRules> {
  readonly market?: Market
  readonly base?: Quantity
  readonly quote?: Money
  readonly clock?: ManualClock
}

/** A paper exchange with a market that tests drive, and everything it said. */
export class PaperBench {
  readonly events: OrderEvent[] = []
  readonly failedCancels: string[] = []
  readonly exchange: PaperExchange
  readonly clock: ManualClock
  readonly #sent = new Map<string, Order>()

  constructor(options: BenchOptions = {}) {
    const { market, base, quote, clock, ...rules } = options
    this.clock = clock ?? new ManualClock(SAMPLE_START)
    this.exchange = new PaperExchange({
      market: market ?? SAMPLE_MARKET,
      rules: { ...FREE_RULES, ...rules },
      clock: this.clock,
      timeframeMs: MINUTE_MS,
      wallet: new PaperWallet([
        ['BTC', moneyOf(base ?? quantity('1'))],
        ['USDT', quote ?? money('100000')],
      ]),
    })
    this.exchange.connect(this.listener)
  }

  /** What writes down everything that the exchange says. */
  get listener(): ExchangeListener {
    return {
      onReply: (reply) => this.events.push(reply),
      onExecution: (execution) => this.events.push(this.#fillEvent(execution)),
      onConnection: () => undefined,
      onHint: () => undefined,
      onBookDropped: () => undefined,
      onCallBreaker: () => undefined,
      onBalances: () => undefined,
      onPrice: () => undefined,
      onCancelFailed: (clientOrderId) => this.failedCancels.push(clientOrderId),
    }
  }

  #fillEvent(execution: Execution): OrderEvent {
    const clientOrderId = execution.clientOrderId ?? ''
    const fill = { ...execution, clientOrderId, botId: 'bot1', feeInQuote: execution.fee }
    return { kind: 'fill', clientOrderId, fill, time: fill.time }
  }

  /** Sends an order under the next id: "o1", "o2" ... */
  submit(changes: Partial<OrderIntent>): string {
    const clientOrderId = `o${this.#sent.size + 1}`
    const order = approved(changes)
    const payload = ''
    const time = this.clock.now()
    this.#sent.set(clientOrderId, newOrder({ intent: order, clientOrderId, payload, time }))
    this.exchange.submit({ order, clientOrderId, payload })
    return clientOrderId
  }

  cancel(clientOrderId: string): void {
    this.exchange.cancel(referenceTo(clientOrderId))
  }

  find(clientOrderId: string): Promise<OrderLookup> {
    return this.exchange.fetchOrder(referenceTo(clientOrderId))
  }

  buy(amount: string, limit: string | null = null): string {
    return this.submit({ quantity: quantity(amount), ...terms(limit) })
  }

  sell(amount: string, limit: string | null = null): string {
    return this.submit({
      side: 'sell',
      purpose: 'exit',
      quantity: quantity(amount),
      ...terms(limit),
    })
  }

  /** Goes to the close of the candle, and shows it. */
  close(candle: Candle): void {
    this.#goTo(candle.openTime + MINUTE_MS)
    this.exchange.onCandle(candle, true)
  }

  /** Goes to so long after the open of the candle, and shows it as it is then. */
  grow(candle: Candle, afterMs: number): void {
    this.#goTo(candle.openTime + afterMs)
    this.exchange.onCandle(candle, false)
  }

  /** Every order that was sent, with what is known of it. */
  get orders(): readonly Order[] {
    return Array.from(this.#sent.values(), (sent) =>
      this.events
        .filter(({ clientOrderId }) => clientOrderId === sent.clientOrderId)
        .reduce(nextOrder, sent),
    )
  }

  get fills(): readonly Fill[] {
    return this.events.flatMap((event) => (event.kind === 'fill' ? event.fill : []))
  }

  /** What was said about an order, without its fills. */
  newsOf(clientOrderId: string): readonly string[] {
    return this.events
      .filter((event) => event.clientOrderId === clientOrderId)
      .map((event) => ('reason' in event ? `${event.kind}: ${event.reason}` : event.kind))
  }

  #goTo(time: number): void {
    this.clock.advance(Math.max(0, time - this.clock.now()))
  }
}

function referenceTo(clientOrderId: string): OrderReference {
  return {
    symbol: SAMPLE_MARKET.symbol,
    clientOrderId,
    exchangeOrderId: null,
    type: 'market',
    createdAt: 0,
  }
}

function terms(limit: string | null): Pick<OrderIntent, 'type' | 'limitPrice'> {
  return limit === null
    ? { type: 'market', limitPrice: null }
    : { type: 'limit', limitPrice: price(limit) }
}
