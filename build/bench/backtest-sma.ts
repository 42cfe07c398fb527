import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { type BacktestRequest, runBacktest } from '../../app/backtest/run-backtest.ts'
import type { Rate } from '../../app/domain/amount.ts'
import { NO_LIMITS } from '../../app/domain/risk-limits.ts'
import { DEFAULT_PAPER_RULES } from '../../app/exchanges/paper/paper-rules.ts'
import { bareSeconds } from './bare-averages.ts'
import { BENCH_BOT, BENCH_CASH, BENCH_MARKET } from './bench-account.ts'
import { type Benchmark, compare, median } from './measurement.ts'
import { CandleCursor, SampleCandles } from './sample-candles.ts'

const CANDLES = 1_000_000
const RUNS = 7
const GOAL = 0.5
const NOTHING = 0 as Rate

/** A whole backtest, from candles to figures, against two bare averages and a comparison. */
export const backtestSma: Benchmark = {
  async run() {
    const sample = new SampleCandles(CANDLES)
    const closes = sample.closesAsFloats()
    const request = requestOf(sample)
    const ours: number[] = []
    const yardstick: number[] = []
    for (let run = 0; run < RUNS; run += 1) {
      yardstick.push(CANDLES / bareSeconds(closes))
      ours.push(CANDLES / backtestSeconds(request))
    }
    const figures = { ours: median(ours), yardstick: median(yardstick), goal: GOAL }
    return [compare({ name: 'backtest.sma', unit: 'candles/s', better: 'higher', ...figures })]
  },
}

function backtestSeconds(request: BacktestRequest): number {
  const start = performance.now()
  const { fills } = runBacktest(request)
  const seconds = (performance.now() - start) / 1000
  if (fills.length < 30_000) throw new Error('the backtest hardly traded')
  return seconds
}

/** Costs are computed but nothing, or they would eat the account before half of the trades are made. */
function requestOf(sample: SampleCandles): BacktestRequest {
  const candles = Array.from({ length: sample.size }, (_, index) => {
    const cursor = new CandleCursor()
    sample.show(index, cursor)
    return cursor
  })
  return {
    market: BENCH_MARKET,
    timeframe: BENCH_BOT.timeframe,
    candles: CandleColumns.of(candles),
    bots: [BENCH_BOT],
    cash: BENCH_CASH,
    warmUp: 0,
    rules: {
      ...DEFAULT_PAPER_RULES,
      makerFee: NOTHING,
      takerFee: NOTHING,
      halfSpread: NOTHING,
      slippage: NOTHING,
      latencyMs: 0,
      volumeShareMax: null,
    },
    costRate: NOTHING,
    limits: NO_LIMITS,
  }
}
