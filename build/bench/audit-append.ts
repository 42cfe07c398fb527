import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChainedAuditLog } from '../../app/audit/chained-audit-log.ts'
import type { AuditEntry } from '../../app/domain/audit-entry.ts'
import { approved, money, SAMPLE_MARKET } from '../../app/domain/sample-market.fixture.ts'
import { PaperExchange } from '../../app/exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../../app/exchanges/paper/paper-rules.ts'
import { PaperWallet } from '../../app/exchanges/paper/paper-wallet.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ID_PREFIX } from '../../app/execution/client-order-id.ts'
import { ReliableOrderExecutor } from '../../app/execution/order-executor.ts'
import { OrderTracker } from '../../app/execution/order-tracker.ts'
import { AccountStores } from '../../app/storage/account-stores.ts'
import { type Benchmark, compare, median } from './measurement.ts'

const RUNS = 9
const ORDERS_PER_RUN = 1_000
const GOAL = 1.1

/** An order that a person placed, with its audit entry in the same commit, against the same order's own commit. */
export const auditAppend: Benchmark = {
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
  const withEntry = new AccountStores(join(folder, 'with'))
  const without = new AccountStores(join(folder, 'without'))
  const audited = preparing(withEntry, true)
  const bare = preparing(without, false)
  const runs = Array.from({ length: RUNS }, () => alternate(audited, bare))
  withEntry.close()
  without.close()
  const ours = median(runs.map((run) => median(run.ours)))
  const yardstick = median(runs.map((run) => median(run.yardstick)))
  return compare({
    ...{ name: 'audit.append', goal: GOAL, unit: 'ms', better: 'lower' as const },
    ...{ ours, yardstick },
  })
}

/** In turn, so that a disk that is slow for a while is slow for both. */
function alternate(audited: () => void, bare: () => void) {
  const ours: number[] = []
  const yardstick: number[] = []
  for (let order = 0; order < ORDERS_PER_RUN; order += 1) {
    ours.push(milliseconds(audited))
    yardstick.push(milliseconds(bare))
  }
  return { ours, yardstick }
}

function milliseconds(operation: () => void): number {
  const start = performance.now()
  operation()
  return performance.now() - start
}

function preparing(stores: AccountStores, isAudited: boolean): () => void {
  const store = stores.ledger()
  store.saveMarket(SAMPLE_MARKET)
  const executor = new ReliableOrderExecutor({
    ...{ store, tracker: new OrderTracker(store), clock: systemClock, idPrefix: ID_PREFIX },
    exchange: new PaperExchange({
      ...{ market: SAMPLE_MARKET, rules: DEFAULT_PAPER_RULES, clock: systemClock },
      ...{ timeframeMs: 60_000, wallet: new PaperWallet([['USDT', money('10000')]]) },
    }),
  })
  const log = new ChainedAuditLog(stores.audit(), systemClock)
  const entry = (id: string): Omit<AuditEntry, 'time'> => ({
    actor: 'window',
    action: 'order placed',
    subject: `order: ${id}`,
    detail: 'buy 0.05 BTC/USDT, limit at 29000',
  })
  let count = 0
  return () => {
    count += 1
    const intentId = `bench-${count}-e`
    const group = [{ approved: approved({ intentId }), waits: false }]
    if (!isAudited) executor.prepareGroup(group)
    else executor.prepareGroup(group, (write) => log.append(entry(intentId), write))
  }
}
