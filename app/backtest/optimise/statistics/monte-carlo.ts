import { randomAt } from '../../../exchanges/seeded-random.ts'

export const PERCENTILES = [5, 25, 50, 75, 95] as const

/** By percentile: 5 is what only one run in twenty stayed below. */
export type Percentiles = Readonly<Record<(typeof PERCENTILES)[number], number>>

export interface Spread {
  readonly runs: number
  readonly totalReturn: Percentiles
  readonly maxDrawdown: Percentiles
}

const RUNS = 1_000
const TRADE_STREAM = 3
const BLOCK_STREAM = 4
/** More pieces than this are joined: what a block of many candles did is what counts. */
const PIECES_MAX = 5_000

/**
 * The same trades in another order: the end stays, the way there changes. Shows how much of the deepest fall was luck.
 * Returns are of single trades, as shares of the equity before them.
 */
export function shuffledTrades(returns: readonly number[], seed: number): Spread | null {
  if (returns.length < 2) return null
  const order = Float64Array.from(returns)
  return spreadOf((run) => {
    for (let last = order.length - 1; last > 0; last -= 1) {
      const random = randomAt(seed, TRADE_STREAM, run * order.length + last)
      const other = Math.floor(random * (last + 1))
      const kept = order[last] ?? 0
      order[last] = order[other] ?? 0
      order[other] = kept
    }
    return order
  })
}

/**
 * Histories that might have been: blocks of the returns from candle to candle, drawn with replacement, so that what hangs
 * together within a block stays together. Circular block bootstrap, D. N. Politis and J. P. Romano, 1992; blocks are as
 * long as the cube root of the sample.
 */
export function blockBootstrap(returns: Float64Array, seed: number): Spread | null {
  const pieces = joined(returns)
  const size = pieces.length
  if (size < 2) return null
  const block = Math.max(1, Math.round(Math.cbrt(size)))
  const drawn = new Float64Array(size)
  const blocksPerRun = Math.ceil(size / block)
  return spreadOf((run) => {
    for (let index = 0; index < blocksPerRun; index += 1) {
      const random = randomAt(seed, BLOCK_STREAM, run * blocksPerRun + index)
      const from = Math.floor(random * size)
      const until = Math.min(block, size - index * block)
      for (let step = 0; step < until; step += 1) {
        drawn[index * block + step] = pieces[(from + step) % size] ?? 0
      }
    }
    return drawn
  })
}

/** Neighbours compounded, so that there are few enough. */
function joined(returns: Float64Array): Float64Array {
  const each = Math.ceil(returns.length / PIECES_MAX)
  if (each <= 1) return returns
  return Float64Array.from({ length: Math.ceil(returns.length / each) }, (_, piece) => {
    let growth = 1
    for (const change of returns.subarray(piece * each, (piece + 1) * each)) growth *= 1 + change
    return growth - 1
  })
}

function spreadOf(returnsOfRun: (run: number) => Float64Array): Spread {
  const totals = new Float64Array(RUNS)
  const falls = new Float64Array(RUNS)
  for (let run = 0; run < RUNS; run += 1) {
    const { totalReturn, maxDrawdown } = compounded(returnsOfRun(run))
    totals[run] = totalReturn
    falls[run] = maxDrawdown
  }
  return { runs: RUNS, totalReturn: percentilesOf(totals), maxDrawdown: percentilesOf(falls) }
}

export function compounded(returns: Float64Array) {
  let equity = 1
  let peak = 1
  let maxDrawdown = 0
  for (const change of returns) {
    equity *= 1 + change
    if (equity > peak) peak = equity
    else maxDrawdown = Math.max(maxDrawdown, (peak - equity) / peak)
  }
  return { totalReturn: equity - 1, maxDrawdown }
}

/** By the nearest rank. */
function percentilesOf(values: Float64Array): Percentiles {
  const sorted = values.toSorted()
  const at = (percent: number) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0
  return { 5: at(5), 25: at(25), 50: at(50), 75: at(75), 95: at(95) }
}
