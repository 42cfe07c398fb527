import { backtestDocumentOf } from '../../app/backtest/document/backtest-document-of.ts'
import { runBacktest } from '../../app/backtest/run-backtest.ts'
import { examineRun } from '../../app/backtest/trust/examine-run.ts'
import type { BacktestView, BacktestWish } from '../../app/contract/research.ts'
import { amountToFloat } from '../../app/domain/amount.ts'
import type { Problem } from '../../app/domain/result.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import type { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { backtestRequest } from './backtest-request.ts'
import { type CandleSupply, loadCandles } from './candle-supply.ts'
import { chartOf } from './chart-of.ts'
import { strategyLines } from './strategy-lines.ts'

export interface RunHooks {
  readonly signal: AbortSignal
  readonly onProgress: (doneShare: number, msLeft: number | null) => void
}

export type RunOutcome =
  | { readonly kind: 'done'; readonly view: BacktestView }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** One backtest from the wish to what the window shows of it. */
export async function backtestRun(
  paths: ProfilePaths,
  wish: BacktestWish,
  hooks: RunHooks,
): Promise<RunOutcome> {
  try {
    const range = {
      from: wish.from ?? Number.NEGATIVE_INFINITY,
      until: wish.until ?? Number.POSITIVE_INFINITY,
    }
    const supply = await loadCandles(paths, wish.candles, range)
    if (!supply.ok) return { kind: 'failed', problem: supply.error }
    if (hooks.signal.aborted) return { kind: 'cancelled' }
    return run(wish, supply.value)
  } catch (error) {
    return { kind: 'failed', problem: problemOf(error) }
  }
}

function run(wish: BacktestWish, supply: CandleSupply): RunOutcome {
  if (supply.candles.length === 0) return { kind: 'failed', problem: noCandles(supply) }
  const request = backtestRequest(wish, supply)
  if (!request.ok) return { kind: 'failed', problem: request.error }
  const startedAt = performance.now()
  const result = runBacktest(request.value)
  const elapsedMs = performance.now() - startedAt
  const { market, timeframe, candles } = supply
  const { bots, cash } = request.value
  const lines = bots[0] === undefined ? {} : strategyLines(bots[0], market, candles)
  const view: BacktestView = {
    ...{ wish, title: supply.title, timeframe },
    document: backtestDocumentOf({
      ...{ request: request.value, result, elapsedMs },
      origin: { candles: { fileName: supply.title, repair: null }, finer: null },
      trust: examineRun(request.value, result),
    }),
    chart: chartOf({ market, candles, equity: result.equity, cash: amountToFloat(cash), lines }),
  }
  return { kind: 'done', view }
}

function noCandles({ title, there }: CandleSupply): Problem {
  const [first, last] = [there.from, there.to].map((time) =>
    new Date(time).toISOString().slice(0, 10),
  )
  return {
    code: 'no-candles',
    message: `There are no candles in that range: ${title} has those from ${first} to ${last}.`,
    action: 'Choose days between them.',
  }
}
