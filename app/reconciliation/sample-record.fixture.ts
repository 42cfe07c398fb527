import type { Execution } from '../domain/fill.ts'
import {
  money,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleFill,
} from '../domain/sample-market.fixture.ts'
import type { OrderReport } from '../ports/exchange-client.ts'
import type { ExchangeRecord } from './exchange-record.ts'
import type { Round } from './reconcile-rounds.ts'

/** What an exchange tells on which nothing happened and that was not asked for balances. */
export function sampleRecord(changes: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    scope: 'books',
    askedAt: SAMPLE_START,
    openOrders: [],
    lookups: new Map(),
    executions: [],
    toldSymbols: new Set([SAMPLE_MARKET.symbol]),
    strangers: new Map(),
    balances: null,
    transfers: [],
    leaving: [],
    failures: [],
    keyRefusal: null,
    ...changes,
  }
}

/** The first round of an account on which everything is as we know it. */
export const NOTHING_NEW: Round = { trigger: 'start', activity: 0, record: sampleRecord() }

/** The exchange on the sample order: it is open, and nothing of it has traded. */
export function sampleReport(changes: Partial<OrderReport> = {}): OrderReport {
  return {
    symbol: SAMPLE_MARKET.symbol,
    exchangeOrderId: 'x1',
    clientOrderId: 'cb-bot1-1704067200-e',
    side: 'buy',
    state: 'open',
    quantity: quantity('0.1'),
    filledQuantity: quantity('0'),
    price: '30000',
    time: SAMPLE_START,
    ...changes,
  }
}

/** A part of the sample order, as an exchange tells it that names its own id only. */
export function sampleExecution(changes: Partial<Execution> = {}): Execution {
  const { botId: _, feeInQuote: __, ...execution } = sampleFill()
  return {
    ...execution,
    fillId: 'f1',
    exchangeOrderId: 'x1',
    clientOrderId: null,
    quantity: quantity('0.04'),
    cost: money('1200'),
    fee: money('1.2'),
    ...changes,
  }
}
