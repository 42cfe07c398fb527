import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import { BacktestRunner } from '../../app/backtest/workers/backtest-runner.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { backtestRequest } from './backtest-request.ts'
import { type Benchmark, compare, median } from './measurement.ts'
import { SampleCandles } from './sample-candles.ts'

const CANDLES = 23_988
const RUNS = 3
const GOAL = 0.9
const BATCH = 10
const BARE_WORKER = fileURLToPath(new URL('./bare-worker.ts', import.meta.url))

type Pair = readonly [fast: number, slow: number]

/** A thousand sets of two averages. */
const SETS: readonly Pair[] = Array.from({ length: 1_000 }, (_, index) => [
  5 + (index % 25),
  40 + Math.floor(index / 25) * 5,
])
const BATCHES = Array.from({ length: SETS.length / BATCH }, (_, batch) =>
  SETS.slice(batch * BATCH, (batch + 1) * BATCH),
)

/** Computes a batch of sets in one of the threads. */
interface Threads {
  readonly compute: (sets: readonly Pair[]) => Promise<unknown>
  readonly end: () => Promise<void>
}

/** How much faster a search is on all cores than on one, against bare threads that only compute the averages. */
export const optimiseScaling: Benchmark = {
  async run() {
    const sample = new SampleCandles(CANDLES)
    const [ours, yardstick]: [number[], number[]] = [[], []]
    for (let run = 0; run < RUNS; run += 1) {
      yardstick.push(await speedUp((threads) => bareThreads(threads, sample)))
      ours.push(await speedUp((threads) => searchThreads(threads, sample)))
    }
    const figures = { ours: median(ours), yardstick: median(yardstick), goal: GOAL }
    return [compare({ name: 'optimise.scaling', unit: 'times', better: 'higher', ...figures })]
  },
}

async function speedUp(open: (threads: number) => Threads): Promise<number> {
  return (await secondsWith(open(1), 1)) / (await secondsWith(open(CORES), CORES))
}

const CORES = availableParallelism()

async function secondsWith({ compute, end }: Threads, threads: number): Promise<number> {
  // All threads start, and have seen the code once, before it counts.
  await Promise.all(BATCHES.slice(0, threads * 4).map(compute))
  const start = performance.now()
  await Promise.all(BATCHES.map(compute))
  const seconds = (performance.now() - start) / 1000
  await end()
  return seconds
}

function searchThreads(threads: number, sample: SampleCandles): Threads {
  const runner = new BacktestRunner(systemClock, threads)
  const request = backtestRequest(CandleColumns.fill(sample.size, sample.shown()))
  const { signal } = new AbortController()
  return {
    compute: (sets) =>
      runner.measure(
        request,
        sets.map(([fast, slow]) => ({ fast, slow })),
        signal,
      ),
    end: () => runner.close(),
  }
}

function bareThreads(threads: number, sample: SampleCandles): Threads {
  const pool = new Piscina({ filename: BARE_WORKER, minThreads: threads, maxThreads: threads })
  const closes = new Float64Array(new SharedArrayBuffer(sample.size * 8))
  closes.set(sample.closesAsFloats())
  return {
    compute: (sets) => pool.run({ closes, sets }, { name: 'crossings' }),
    end: () => pool.destroy(),
  }
}
