import { ChainedAuditLog } from '../../app/audit/chained-audit-log.ts'
import type { Rate } from '../../app/domain/amount.ts'
import { CandleCursor } from '../../app/domain/candle-run.ts'
import { NOTHING_GUARDED } from '../../app/domain/guard-record.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import { BotRunner } from '../../app/engine/bot-runner.ts'
import { LimitBook } from '../../app/engine/guard/limit-book.ts'
import { MarketClock } from '../../app/engine/market-clock.ts'
import { Portfolio } from '../../app/engine/portfolio.ts'
import { TradingEngine } from '../../app/engine/trading-engine.ts'
import { PaperExchange } from '../../app/exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../../app/exchanges/paper/paper-rules.ts'
import { PaperWallet } from '../../app/exchanges/paper/paper-wallet.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ID_PREFIX } from '../../app/execution/client-order-id.ts'
import { NOTHING_NEW } from '../../app/reconciliation/sample-record.fixture.ts'
import { ALL_BREAKERS, breakersFor } from '../../app/risk/all-breakers.ts'
import { MemoryAuditStore } from '../../app/storage/memory-audit-store.ts'
import { MemoryCandleStore } from '../../app/storage/memory-candle-store.ts'
import { memoryProfileGuard } from '../../app/storage/memory-guard-store.ts'
import { MemoryLedgerStore } from '../../app/storage/memory-ledger-store.ts'
import { smaCross } from '../../app/strategy/strategies/sma-cross.ts'
import { bareSeconds } from './bare-averages.ts'
import { BENCH_BOT, BENCH_CASH, BENCH_MARKET } from './bench-account.ts'
import { type Benchmark, compare, median } from './measurement.ts'
import { SampleCandles } from './sample-candles.ts'

const CANDLES = 1_000_000
const RUNS = 9
const GOAL = 0.5
const MINUTE_MS = 60_000
const NOTHING = 0 as Rate

/** All breakers look at every candle, and none of them ends the run: the account is all in, whatever happens. */
const OUT_OF_REACH = Object.fromEntries(
  ALL_BREAKERS.map(({ name, defaults }) => [name, { ...defaults, threshold: 1_000_000 }]),
)

/** Costs are computed but nothing, or they would eat the account before half of the trades are made. */
const rules = {
  ...DEFAULT_PAPER_RULES,
  makerFee: NOTHING,
  takerFee: NOTHING,
  halfSpread: NOTHING,
  slippage: NOTHING,
}

/** Candles per second through the whole path, against two bare averages and a comparison. */
export const engineCandles: Benchmark = {
  async run() {
    const candles = new SampleCandles(CANDLES)
    const closes = candles.closesAsFloats()
    const ours: number[] = []
    const yardstick: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      yardstick.push(CANDLES / bareSeconds(closes))
      ours.push(CANDLES / engineSeconds(candles))
    }
    const figures = { ours: median(ours), yardstick: median(yardstick), goal: GOAL }
    return [compare({ name: 'engine.candles', unit: 'candles/s', better: 'higher', ...figures })]
  },
}

function engineSeconds(candles: SampleCandles): number {
  const { clock, exchange, engine, ledger } = openEngine()
  const candle = new CandleCursor()
  const start = performance.now()
  for (let index = 0; index < candles.size; index += 1) {
    candles.show(index, candle)
    clock.advanceTo(candle.openTime + MINUTE_MS)
    exchange.onCandle(candle, true)
    engine.enqueue({ kind: 'candle', candle })
  }
  const seconds = (performance.now() - start) / 1000
  if (ledger.loadFills().length < 30_000) throw new Error('the engine hardly traded')
  return seconds
}

function openEngine() {
  const clock = new MarketClock(systemClock, 0)
  const ledger = new MemoryLedgerStore()
  ledger.saveGuard({ ...NOTHING_GUARDED, settings: OUT_OF_REACH })
  const audit = new ChainedAuditLog(new MemoryAuditStore(), systemClock)
  const opening = { reference: 'opening', kind: 'opening', amount: BENCH_CASH, time: 0 } as const
  ledger.appendTransfers([{ ...opening, currency: BENCH_MARKET.quote }])
  const markets = new MarketBook([BENCH_MARKET])
  const exchange = new PaperExchange({
    market: BENCH_MARKET,
    rules,
    clock,
    timeframeMs: MINUTE_MS,
    wallet: new PaperWallet([[BENCH_MARKET.quote, BENCH_CASH]]),
  })
  const engine = new TradingEngine({
    market: BENCH_MARKET,
    markets,
    timeframe: BENCH_BOT.timeframe,
    idPrefix: ID_PREFIX,
    timer: systemClock,
    ledger,
    audit,
    profile: memoryProfileGuard(audit),
    process: null,
    candles: new MemoryCandleStore(),
    exchange,
    clock,
    portfolio: new Portfolio({ currency: BENCH_MARKET.quote, markets, store: ledger }),
    breakers: breakersFor({ hasExchangeClock: false, hasBook: true, isProcessWatched: false }),
    limits: new LimitBook(),
    costRate: exchange.costRate,
    status: { state: 'active', reason: 'bench', since: 0 },
  })
  engine.addBot(new BotRunner(BENCH_BOT, 'running', smaCross, BENCH_MARKET))
  engine.enqueue({ kind: 'feed', status: { state: 'running', message: '' } })
  engine.enqueue({ kind: 'round', round: NOTHING_NEW })
  return { clock, exchange, engine, ledger }
}
