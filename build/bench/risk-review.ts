import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ChainedAuditLog } from '../../app/audit/chained-audit-log.ts'
import { rateFromPercent } from '../../app/domain/amount.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import { newOrder } from '../../app/domain/order.ts'
import type { RiskLimits } from '../../app/domain/risk-limits.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleIntent,
} from '../../app/domain/sample-market.fixture.ts'
import { LimitBook } from '../../app/engine/guard/limit-book.ts'
import type { SignalParts } from '../../app/engine/orders/place-signal.ts'
import { riskContext } from '../../app/engine/orders/risk-context.ts'
import { tradingBench } from '../../app/engine/trading-bench.fixture.ts'
import { RiskEngine } from '../../app/risk/risk-engine.ts'
import { sampleBook } from '../../app/risk/sample-risk-context.fixture.ts'
import { MemoryAuditStore } from '../../app/storage/memory-audit-store.ts'
import { type Benchmark, compare, median } from './measurement.ts'

const RUNS = 9
const REVIEWS = 20_000
const COMMITS = 300
const GOAL = 0.2
const OPEN_ORDERS = 20
const LEVELS = 20

/** Every limit there is, none of which is in the way. */
const WIDE: RiskLimits = {
  notionalMin: money('1'),
  notionalMax: money('1000000'),
  positionShareMax: rateFromPercent(100),
  exposureShareMax: rateFromPercent(100),
  assetShareMax: rateFromPercent(100),
  groups: [{ name: 'majors', assets: ['BTC', 'ETH', 'SOL'], shareMax: rateFromPercent(100) }],
  openOrdersMax: 100,
  ordersPerMinuteMax: 100,
  collarMax: rateFromPercent(10),
  spreadMax: rateFromPercent(1),
  bookAgeMaxMs: 60_000,
  slippageMax: rateFromPercent(5),
  stopCoolDownMs: 60_000,
  allowedSymbols: ['ETH/USDT', 'BTC/USDT'],
  tradingHours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: 0, until: 24 }],
  isStopRequired: true,
  startsSmall: true,
  reserveShare: rateFromPercent(1),
  duplicateWindowMs: 1_000,
}

/** An order held against all rules, with what they look at gathered anew, against one bare single-row commit. */
export const riskReview: Benchmark = {
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
    const bare = new Database(join(folder, 'bare.db'))
    try {
      const review = reviewing()
      const commit = committing(bare)
      const runs = Array.from({ length: RUNS }, () => ({
        ours: microseconds(review, REVIEWS),
        yardstick: microseconds(commit, COMMITS),
      }))
      const ours = median(runs.map((run) => run.ours))
      const yardstick = median(runs.map((run) => run.yardstick))
      const limits = { unit: 'µs', goal: GOAL, better: 'lower' as const }
      return [compare({ name: 'risk.review', ours, yardstick, ...limits })]
    } finally {
      bare.close()
      rmSync(folder, { recursive: true })
    }
  },
}

function microseconds(operation: () => void, times: number): number {
  const start = performance.now()
  for (let count = 0; count < times; count += 1) operation()
  return ((performance.now() - start) * 1_000) / times
}

function reviewing(): () => void {
  const parts = signalParts()
  const engine = new RiskEngine()
  const intent = sampleIntent({ quantity: quantity('0.01') })
  return () => {
    const context = riskContext(parts, intent)
    if (context === undefined || engine.review(intent, context).kind === 'refused') {
      throw new Error('a rule was in the way')
    }
  }
}

function signalParts(): SignalParts {
  const bench = tradingBench({
    bot: { exits: { stop: rateFromPercent(2), target: null, trailing: null } },
  })
  const { engine, portfolio, clock } = bench
  portfolio.markAt(SAMPLE_MARKET.symbol, price('30000'))
  for (let count = 0; count < OPEN_ORDERS; count += 1) {
    const intent = sampleIntent({
      intentId: `resting-${count}`,
      botId: `bot${count % 4}`,
      type: 'limit',
      quantity: quantity('0.001'),
      limitPrice: price(String(29_000 + count)),
    })
    const clientOrderId = `cb-${intent.intentId}`
    const order = newOrder({ intent, clientOrderId, payload: '', time: SAMPLE_START - 5_000 })
    engine.tracker.track({ ...order, state: 'open' })
    engine.desk.recent.sent(order, SAMPLE_START - 5_000)
  }
  const book = sampleBook(sides())
  return {
    market: SAMPLE_MARKET,
    markets: new MarketBook([SAMPLE_MARKET]),
    runners: engine.runners,
    portfolio,
    tracker: engine.tracker,
    executor: engine.desk.executor,
    nativeTypes: new Set(),
    readBook: () => book,
    risk: new RiskEngine(),
    limits: new LimitBook([
      ['global', WIDE],
      ['account', WIDE],
      ['bot:bot1', WIDE],
    ]),
    recent: engine.desk.recent,
    costRate: rateFromPercent(0.1),
    audit: new ChainedAuditLog(new MemoryAuditStore(), clock),
    log: () => undefined,
    announce: () => undefined,
    cancel: () => undefined,
    now: () => clock.now(),
  }
}

function sides(): string {
  const levels = Array.from({ length: LEVELS }, (_, level) => level + 1)
  const bids = levels.map((level) => `${30_000 - level}x0.0006`)
  const asks = levels.map((level) => `${30_000 + level}x0.0006`)
  return `${bids.join(' ')} | ${asks.join(' ')}`
}

function committing(database: Database.Database): () => void {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.exec('CREATE TABLE bare (value TEXT NOT NULL) STRICT')
  const insert = database.prepare('INSERT INTO bare VALUES (?)')
  return () => {
    insert.run('one row')
  }
}
