import { readFileSync } from 'node:fs'
import { PLAIN_MARKET } from '../domain/order.ts'
import {
  approved,
  money,
  SAMPLE_DRIFT,
  SAMPLE_MARKET,
  SAMPLE_START,
} from '../domain/sample-market.fixture.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { openLedger } from './ledger-database.fixture.ts'
import { nthFill, nthOrder } from './nth-order.fixture.ts'

/** The files as they are on disk once a record was acknowledged, and what the ledger holds by then. */
export interface Moment {
  readonly database: Buffer
  readonly log: Buffer
  readonly state: string
}

/** So few pages go into the log until it is moved into the database and begun anew. */
const LOG_PAGES_MAX = 40
const ORDERS = 20

/** Writes every kind of record, and keeps the files after each: what was acknowledged must be in them. */
export function recordRun(): readonly Moment[] {
  const { path, database, store } = openLedger()
  database.pragma(`wal_autocheckpoint = ${LOG_PAGES_MAX}`)
  const moments: Moment[] = []
  for (const write of writes()) {
    write(store)
    moments.push({
      database: readFileSync(path),
      log: readFileSync(`${path}-wal`),
      state: stateOf(store),
    })
  }
  return moments
}

/** Everything that a ledger tells, as one text. */
export function stateOf(store: LedgerStore): string {
  return JSON.stringify({
    orders: store.loadRecentOrders(1_000),
    open: store.loadOpenOrders(),
    fills: store.loadFills(),
    transfers: store.loadTransfers(),
    decisions: store.loadRecentDecisions(1_000),
    bots: store.loadBots(),
    limits: store.loadLimits(),
    trading: store.loadTradingStatus(),
    drifts: store.loadDrifts(),
    markets: store.loadMarkets(),
    reconciledAt: store.loadReconciledAt(),
  })
}

type Write = (store: LedgerStore) => void

function writes(): readonly Write[] {
  const orders = Array.from({ length: ORDERS }, (_, index) => lifeOf(index)).flat()
  return [
    (store) => store.saveMarket(SAMPLE_MARKET),
    (store) => store.appendTransfers([deposit(0), { ...deposit(1), currency: 'BTC' }]),
    ...orders,
  ]
}

/** An order from its intent to its last fill, and what is written beside it. */
function lifeOf(index: number): readonly Write[] {
  const order = nthOrder(index)
  const fill = nthFill(index)
  const accepted = { ...order, state: 'open', exchangeOrderId: fill.exchangeOrderId } as const
  const { quantity } = fill
  const filled = { ...accepted, state: 'filled', filledQuantity: quantity } as const
  const time = SAMPLE_START + index
  return [
    (store) => store.insertOrders(index % 5 === 0 ? [order, nthOrder(index + 1_000)] : [order]),
    (store) => store.updateOrder(accepted),
    (store) => store.bookFill(fill, filled),
    [
      (store: LedgerStore) =>
        store.appendTransfers([deposit(10 + 2 * index), deposit(11 + 2 * index)]),
      (store: LedgerStore) => store.saveDrift({ ...SAMPLE_DRIFT, driftId: `drift-${index}` }),
      (store: LedgerStore) => store.saveReconciledAt(time),
      (store: LedgerStore) =>
        store.saveTradingStatus({ state: 'halted', reason: 'x', since: time }),
      (store: LedgerStore) =>
        store.appendDecision({
          time,
          botId: 'bot1',
          kind: 'watching',
          reason: 'a record of some length '.repeat(index),
          detail: () => 'nothing',
          intentId: approved(PLAIN_MARKET).intentId,
        }),
    ][index % 5] ?? (() => undefined),
  ]
}

function deposit(index: number) {
  const reference = `deposit-${index}`
  return { reference, kind: 'deposit', currency: 'USDT', amount: money('10'), time: index } as const
}
