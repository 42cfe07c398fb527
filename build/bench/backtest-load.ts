import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBacktest } from '../../app/backtest/run-backtest.ts'
import { backtestWish } from '../../main/cli/backtest-options.ts'
import { readTested } from '../../main/cli/tested-candles.ts'
import { BENCH_BOT, BENCH_MARKET } from './bench-account.ts'
import { FILLED_EXCHANGE, fillLibrary } from './filled-library.ts'
import { absolute, type Benchmark, median } from './measurement.ts'

const CANDLES = 1_000_000
const RUNS = 7
const GOAL = 0.2

/** Of the time from the store to the first result of a backtest, the share that loading takes. */
export const backtestLoad: Benchmark = {
  async run() {
    const directory = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
    try {
      fillLibrary(directory, CANDLES)
      const shares: number[] = []
      for (let run = 0; run < RUNS; run += 1) shares.push(await loadingShare(directory))
      const ours = median(shares)
      return [absolute({ name: 'backtest.load', unit: 'of the time', ours, goal: GOAL })]
    } finally {
      rmSync(directory, { recursive: true })
    }
  },
}

async function loadingShare(profile: string): Promise<number> {
  const start = performance.now()
  const wish = backtestWish({
    ...{ profile, exchange: FILLED_EXCHANGE, symbol: BENCH_MARKET.symbol },
    ...{ timeframe: BENCH_BOT.timeframe, strategy: BENCH_BOT.strategyId },
    ...{ params: JSON.stringify(BENCH_BOT.parameters), cash: '10000' },
    ...{ 'fee-bps': '0', 'slippage-bps': '0', 'spread-bps': '0' },
    ...{ sizing: 'percent-of-equity:100', 'latency-ms': '0', format: 'text' },
  })
  const tested = await readTested(wish)
  const loaded = performance.now()
  if (!tested.ok) throw new Error(tested.error.message)
  const { fills, equity } = runBacktest(tested.value.request)
  const end = performance.now()
  if (equity.length !== CANDLES || fills.length < 30_000) throw new Error('it hardly traded')
  return (loaded - start) / (end - start)
}
