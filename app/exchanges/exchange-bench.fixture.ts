import { expect } from 'vitest'
import {
  add,
  type Money,
  moneyOf,
  type Quantity,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../domain/amount.ts'
import type { Execution } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { ApprovedOrder, OrderIntent } from '../domain/order.ts'
import { approved, quantity } from '../domain/sample-market.fixture.ts'
import type { ExchangeClient, OrderLookup, OrderReference } from '../ports/exchange-client.ts'
import type { RecordingListener } from './recording-listener.fixture.ts'

/** An exchange that tests drive: BTC/USDT at 30000, and 100000 USDT and 10 BTC in the account. */
export interface ExchangeBench {
  readonly client: ExchangeClient
  /** Connected to the client. */
  readonly heard: RecordingListener
  readonly market: Market
  /** The market moves to a price, and trades at most so much of our orders there; all that it can when not told. */
  trade(price: string, volume?: string): void
  /** Null where nobody but us can do anything. */
  readonly world: OutsideWorld | null
}

/** What happens at an exchange without us. */
export interface OutsideWorld {
  /** An order by hand, at a price or at the market's; returns the exchange's id of it. */
  placeElsewhere(side: 'buy' | 'sell', quantity: string, price: string | null): string
  deposit(currency: string, amount: string): void
  withdraw(currency: string, amount: string): void
  /** From now on fees are paid in BNB while there is some; null where there is no such thing. */
  readonly payFeesInBnb: (() => void) | null
  /** Trades of one answer. */
  readonly tradesPageSize: number
  /** All connections break; new ones are refused until told otherwise. */
  cutStreams(): void
  acceptStreams(): void
  /** Each event comes twice from now on. */
  duplicateEvents(): void
  /** Nobody is answered any more. */
  goAway(): Promise<void>
}

/** Waits until something is so. */
export function eventually<Value>(look: () => Value) {
  return expect.poll(look, { interval: 5 })
}

/** Sends orders under ids of ours, and knows by what they are asked for. */
export class OrderDrill {
  readonly bench: ExchangeBench
  #sent = 0

  constructor(bench: ExchangeBench) {
    this.bench = bench
  }

  /** Returns the id of the order. */
  send(changes: Partial<OrderIntent>): string {
    const { client } = this.bench
    this.#sent += 1
    const clientOrderId = `cb-drill-${this.#sent}`
    const order = this.order(changes)
    const payload = client.encode(order, clientOrderId)
    if (!payload.ok) throw new Error(payload.error)
    client.submit({ order, clientOrderId, payload: payload.value })
    return clientOrderId
  }

  order(changes: Partial<OrderIntent>): ApprovedOrder {
    return approved({ quantity: quantity('0.5'), ...changes })
  }

  /** The same, once the exchange has answered. */
  async answered(changes: Partial<OrderIntent>): Promise<string> {
    const id = this.send(changes)
    await eventually(() => this.bench.heard.repliesTo(id).length).toBeGreaterThan(0)
    return id
  }

  reference(clientOrderId: string | null, changes: Partial<OrderReference> = {}): OrderReference {
    const { symbol } = this.bench.market
    const ids = { clientOrderId, exchangeOrderId: null }
    return { symbol, ...ids, type: 'limit', createdAt: Date.now() - 1_000, ...changes }
  }

  find(clientOrderId: string, changes: Partial<OrderReference> = {}): Promise<OrderLookup> {
    return this.bench.client.fetchOrder(this.reference(clientOrderId, changes))
  }

  async openIds(): Promise<readonly (string | null)[]> {
    return toldBy(await this.bench.client.fetchOpenOrders()).map((report) => report.clientOrderId)
  }

  /** What the account holds of each currency. */
  async totals(): Promise<ReadonlyMap<string, Money>> {
    const balances = toldBy(await this.bench.client.fetchBalances())
    return new Map(balances.map(({ currency, total }) => [currency, total]))
  }

  /** How much has traded, as far as was heard. */
  get traded(): Quantity {
    return this.bench.heard.executions.reduce((sum, one) => add(sum, one.quantity), ZERO_QUANTITY)
  }
}

export function toldBy<Value>(
  answer: { ok: true; value: Value } | { ok: false; error: string },
): Value {
  if (answer.ok) return answer.value
  throw new Error(answer.error)
}

/** What is held after these executions. */
export function totalsAfter(
  before: ReadonlyMap<string, Money>,
  executions: readonly Execution[],
  { base, quote }: Market,
): ReadonlyMap<string, Money> {
  const totals = new Map(before)
  const move = (currency: string, amount: Money) =>
    totals.set(currency, add(totals.get(currency) ?? ZERO_MONEY, amount))
  const negative = (amount: Money) => subtract(ZERO_MONEY, amount)
  for (const { side, quantity: traded, cost, fee, feeCurrency } of executions) {
    const isBuy = side === 'buy'
    move(base, isBuy ? moneyOf(traded) : negative(moneyOf(traded)))
    move(quote, isBuy ? negative(cost) : cost)
    move(feeCurrency, negative(fee))
  }
  return totals
}
