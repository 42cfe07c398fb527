import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { approved, money, SAMPLE_MARKET } from '../../app/domain/sample-market.fixture.ts'
import { PaperExchange } from '../../app/exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../../app/exchanges/paper/paper-rules.ts'
import { PaperWallet } from '../../app/exchanges/paper/paper-wallet.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ID_PREFIX } from '../../app/execution/client-order-id.ts'
import { ReliableOrderExecutor } from '../../app/execution/order-executor.ts'
import { OrderTracker } from '../../app/execution/order-tracker.ts'
import { AccountStores } from '../../app/storage/account-stores.ts'
import { type Benchmark, compare, median, percentile } from './measurement.ts'

const RUNS = 5
const ORDERS_PER_RUN = 1_000
const GOAL_P50 = 1.5
const GOAL_P99 = 2

/** From an approved order to "may be sent", against one bare single-row commit, both on disk when they return. */
export const orderPrepare: Benchmark = {
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
    try {
      return measure(folder)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

function measure(folder: string) {
  const stores = new AccountStores(join(folder, 'account'))
  const prepare = preparing(stores)
  const bare = new Database(join(folder, 'bare.db'))
  const commit = committing(bare)
  const runs = Array.from({ length: RUNS }, () => alternate(prepare, commit))
  stores.close()
  bare.close()
  const at = (percent: number) => ({
    ours: median(runs.map(({ ours }) => percentile(ours, percent))),
    yardstick: median(runs.map(({ yardstick }) => percentile(yardstick, percent))),
    unit: 'ms',
    better: 'lower' as const,
  })
  return [
    compare({ name: 'order.prepare-p50', goal: GOAL_P50, ...at(50) }),
    compare({ name: 'order.prepare-p99', goal: GOAL_P99, ...at(99) }),
  ]
}

/** In turn, so that a disk that is slow for a while is slow for both. */
function alternate(prepare: () => void, commit: () => void) {
  const ours: number[] = []
  const yardstick: number[] = []
  for (let order = 0; order < ORDERS_PER_RUN; order += 1) {
    ours.push(milliseconds(prepare))
    yardstick.push(milliseconds(commit))
  }
  return { ours, yardstick }
}

function milliseconds(operation: () => void): number {
  const start = performance.now()
  operation()
  return performance.now() - start
}

function preparing(stores: AccountStores): () => void {
  const store = stores.ledger()
  store.saveMarket(SAMPLE_MARKET)
  const tracker = new OrderTracker(store)
  const exchange = new PaperExchange({
    market: SAMPLE_MARKET,
    rules: DEFAULT_PAPER_RULES,
    clock: systemClock,
    timeframeMs: 60_000,
    wallet: new PaperWallet([['USDT', money('10000')]]),
  })
  const executor = new ReliableOrderExecutor({
    store,
    tracker,
    exchange,
    clock: systemClock,
    idPrefix: ID_PREFIX,
  })
  let count = 0
  return () => {
    count += 1
    executor.prepare(approved({ intentId: `bench-${count}-e` }))
  }
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
