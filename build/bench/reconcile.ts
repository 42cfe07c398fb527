import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ZERO_QUANTITY } from '../../app/domain/amount.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import { newOrder, nextOrder, type Order } from '../../app/domain/order.ts'
import { price, SAMPLE_MARKET, sampleIntent } from '../../app/domain/sample-market.fixture.ts'
import { NO_LISTENER } from '../../app/engine/engine-listener.ts'
import { OrderDesk } from '../../app/engine/orders/order-desk.ts'
import { Portfolio } from '../../app/engine/portfolio.ts'
import { ManualClock } from '../../app/exchanges/manual-clock.ts'
import { ScriptedExchange } from '../../app/exchanges/scripted-exchange.fixture.ts'
import { clientOrderId, ID_PREFIX } from '../../app/execution/client-order-id.ts'
import type { OrderReport } from '../../app/ports/exchange-client.ts'
import type { ExchangeRecord } from '../../app/reconciliation/exchange-record.ts'
import { AccountStores } from '../../app/storage/account-stores.ts'
import { type Benchmark, compare, median } from './measurement.ts'

const ORDERS = 10_000
const RUNS = 15
const GOAL = 5

/** Holds so many open orders against the exchange's list of them, against reading the same rows from SQLite once. */
export const reconcile10k: Benchmark = {
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
    try {
      return [measure(folder)]
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

function measure(folder: string) {
  const stores = new AccountStores(folder)
  const ledger = stores.ledger()
  ledger.saveMarket(SAMPLE_MARKET)
  const orders = Array.from({ length: ORDERS }, (_, index) => openOrder(index))
  ledger.insertOrders(orders)
  const desk = deskWith(stores, orders)
  const record = recordOf(orders)
  const raw = new Database(join(folder, 'ledger.db'), { readonly: true })
  const read = raw.prepare('SELECT * FROM orders')
  const runs = Array.from({ length: RUNS }, () => ({
    ours: milliseconds(() => desk.settle({ trigger: 'interval', record, activity: 0 })),
    yardstick: milliseconds(() => read.all()),
  }))
  raw.close()
  stores.close()
  return compare({
    name: 'reconcile.10k',
    ours: median(runs.map(({ ours }) => ours)),
    yardstick: median(runs.map(({ yardstick }) => yardstick)),
    unit: 'ms',
    goal: GOAL,
    better: 'lower',
  })
}

function openOrder(index: number): Order {
  const intent = sampleIntent({
    intentId: `bench-${index}-e`,
    type: 'limit',
    limitPrice: price('20000'),
  })
  const id = clientOrderId(ID_PREFIX, intent.intentId)
  const order = newOrder({ intent, clientOrderId: id, payload: '{}', time: 0 })
  const exchangeOrderId = String(index)
  const news = { clientOrderId: id, exchangeOrderId, reportedQuantity: ZERO_QUANTITY, time: 0 }
  return nextOrder(order, { kind: 'accepted', ...news })
}

function deskWith(stores: AccountStores, orders: readonly Order[]): OrderDesk {
  const ledger = stores.ledger()
  const markets = new MarketBook([SAMPLE_MARKET])
  const desk = new OrderDesk({
    ledger,
    markets,
    market: SAMPLE_MARKET,
    portfolio: new Portfolio({ currency: SAMPLE_MARKET.quote, markets, store: ledger }),
    exchange: new ScriptedExchange(),
    clock: new ManualClock(1),
    idPrefix: ID_PREFIX,
    listener: () => NO_LISTENER,
    positionChanged: () => undefined,
    sent: () => undefined,
  })
  for (const order of orders) desk.tracker.track(order)
  return desk
}

function recordOf(orders: readonly Order[]): ExchangeRecord {
  return {
    scope: 'orders',
    askedAt: 1,
    openOrders: orders.map(reportOf),
    lookups: new Map(),
    executions: [],
    toldSymbols: new Set(),
    strangers: new Map(),
    balances: null,
    transfers: [],
    leaving: [],
    failures: [],
    keyRefusal: null,
  }
}

function reportOf({ clientOrderId: id, exchangeOrderId, intent }: Order): OrderReport {
  return {
    symbol: intent.symbol,
    exchangeOrderId: exchangeOrderId ?? '',
    clientOrderId: id,
    side: intent.side,
    state: 'open',
    quantity: intent.quantity,
    filledQuantity: ZERO_QUANTITY,
    price: '20000',
    time: 0,
  }
}

function milliseconds(operation: () => void): number {
  const start = performance.now()
  operation()
  return performance.now() - start
}
