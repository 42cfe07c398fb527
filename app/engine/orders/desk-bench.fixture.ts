import type { Drift } from '../../domain/drift.ts'
import type { Fill } from '../../domain/fill.ts'
import { MarketBook } from '../../domain/market-book.ts'
import { newOrder, type Order, type OrderEvent, type OrderIntent } from '../../domain/order.ts'
import {
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleIntent,
} from '../../domain/sample-market.fixture.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import { ScriptedExchange } from '../../exchanges/scripted-exchange.fixture.ts'
import { ID_PREFIX } from '../../execution/client-order-id.ts'
import type { ExchangeTraits } from '../../ports/exchange-client.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import type { ExchangeRecord } from '../../reconciliation/exchange-record.ts'
import type { Trigger } from '../../reconciliation/reconcile-rounds.ts'
import { sampleRecord } from '../../reconciliation/sample-record.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { NO_LISTENER } from '../engine-listener.ts'
import { Portfolio } from '../portfolio.ts'
import { OPENING } from '../trading-bench.fixture.ts'
import { OrderDesk } from './order-desk.ts'

export const CLIENT_ORDER_ID = 'cb-bot1-1704067200-e'

export interface DeskWishes {
  readonly ledger?: LedgerStore
  readonly markets?: MarketBook
  readonly traits?: Partial<ExchangeTraits>
}

/** A desk with 10,000 USDT at an exchange that does nothing by itself, and all that it announced. */
export function deskBench(wishes: DeskWishes = {}) {
  const clock = new ManualClock(SAMPLE_START)
  const ledger = wishes.ledger ?? new MemoryLedgerStore()
  ledger.appendTransfers([OPENING])
  const markets = wishes.markets ?? new MarketBook([SAMPLE_MARKET])
  const portfolio = new Portfolio({ currency: 'USDT', markets, store: ledger })
  const exchange = new ScriptedExchange(wishes.traits)
  const announced = { orders: [] as Order[], fills: [] as Fill[], drifts: [] as Drift[] }
  const listener = {
    ...NO_LISTENER,
    orderChanged: (order: Order) => announced.orders.push(order),
    fillBooked: (fill: Fill) => announced.fills.push(fill),
    driftChanged: (drift: Drift) => announced.drifts.push(drift),
  }
  const desk = new OrderDesk({
    ledger,
    markets,
    market: SAMPLE_MARKET,
    portfolio,
    exchange,
    clock,
    idPrefix: ID_PREFIX,
    listener: () => listener,
    positionChanged: () => undefined,
    sent: () => undefined,
  })
  /** An order that was written down, and what was heard of it since. */
  const place = (changes: Partial<OrderIntent> = {}, ...events: readonly OrderEvent[]): Order => {
    const intent = sampleIntent(changes)
    const clientOrderId = `cb-${intent.intentId}`
    const order = newOrder({ intent, clientOrderId, payload: '', time: clock.now() })
    ledger.insertOrders([order])
    desk.tracker.track(order)
    for (const event of events) desk.apply({ ...event, clientOrderId, time: clock.now() })
    return orderNow(clientOrderId)
  }
  const orderNow = (clientOrderId = CLIENT_ORDER_ID): Order => {
    const order = desk.findOrder(clientOrderId)
    if (order === undefined) throw new Error(`there is no order ${clientOrderId}`)
    return order
  }
  /** What a round of questions brought that was asked just now. */
  const settle = (changes: Partial<ExchangeRecord> = {}, trigger: Trigger = 'interval') => {
    const record = sampleRecord({ askedAt: clock.now(), ...changes })
    desk.settle({ trigger, record, activity: desk.activity })
  }
  return { clock, ledger, portfolio, exchange, desk, announced, place, orderNow, settle }
}

const news = { clientOrderId: CLIENT_ORDER_ID, time: SAMPLE_START }
const reportedQuantity = quantity('0')

export const ACCEPTED: OrderEvent = {
  kind: 'accepted',
  exchangeOrderId: 'x1',
  reportedQuantity,
  ...news,
}
export const UNKNOWN: OrderEvent = { kind: 'unknown', reason: 'time-out', ...news }
export const REJECTED: OrderEvent = { kind: 'rejected', reason: 'too small', ...news }
export const ABSENT: OrderEvent = { kind: 'absent', ...news }
export const CANCELLED: OrderEvent = {
  kind: 'cancelled',
  exchangeOrderId: null,
  reportedQuantity,
  reason: 'by you',
  ...news,
}
