import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { runBacktest } from '../../app/backtest/run-backtest.ts'
import { CandleCursor } from '../../app/domain/candle-run.ts'
import { backtestRequest } from './backtest-request.ts'
import { BENCH_BOT } from './bench-account.ts'
import { SampleCandles } from './sample-candles.ts'

const CANDLES = 10_000_000
/** The sample comes again and again: as columns of its own, all of it would be counted twice. */
const SAMPLE = 100_000
/** Some 25,000 trades: as many as a patient strategy makes in twenty years of minutes. */
const PARAMETERS = { fast: 200, slow: 499 }

function* candles(): Generator<CandleCursor> {
  const sample = new SampleCandles(SAMPLE)
  const cursor = new CandleCursor()
  const start = sample.openTime[0] ?? 0
  const minute = (sample.openTime[1] ?? 0) - start
  for (let index = 0; index < CANDLES; index += 1) {
    sample.show(index % SAMPLE, cursor)
    cursor.openTime = start + index * minute
    yield cursor
  }
}

const request = backtestRequest(CandleColumns.fill(CANDLES, candles()))
const bots = [{ ...BENCH_BOT, parameters: PARAMETERS }]
const { fills } = runBacktest({ ...request, bots })
if (fills.length < 10_000) throw new Error('the backtest hardly traded')
process.stdout.write(String(Math.round(process.resourceUsage().maxRSS / 1_024)))
