import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { type BacktestRequest, runBacktest } from '../../app/backtest/run-backtest.ts'
import { backtestRequest } from './backtest-request.ts'
import { bareSeconds } from './bare-averages.ts'
import { type Benchmark, compare, median } from './measurement.ts'
import { SampleCandles } from './sample-candles.ts'

const CANDLES = 1_000_000
const RUNS = 7
const GOAL = 0.5

/** A whole backtest, from candles to figures, against two bare averages and a comparison. */
export const backtestSma: Benchmark = {
  async run() {
    const sample = new SampleCandles(CANDLES)
    const closes = sample.closesAsFloats()
    const request = backtestRequest(CandleColumns.fill(sample.size, sample.shown()))
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
