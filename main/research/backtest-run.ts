import { backtestDocumentOf } from '../../app/backtest/document/backtest-document-of.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import type { ExaminedBacktest } from '../../app/backtest/trust/examine-run.ts'
import type {
  BacktestProgress,
  BacktestRunner,
} from '../../app/backtest/workers/backtest-runner.ts'
import type { BacktestView, BacktestWish } from '../../app/contract/research.ts'
import { amountToFloat } from '../../app/domain/amount.ts'
import type { Problem } from '../../app/domain/result.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import type { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { backtestRequest } from './backtest-request.ts'
import { type CandleSupply, loadCandles } from './candle-supply.ts'
import { chartOf } from './chart-of.ts'
import { strategyLines } from './strategy-lines.ts'

export interface RunParts {
  readonly paths: ProfilePaths
  readonly runner: BacktestRunner
  readonly signal: AbortSignal
  readonly onProgress: (progress: BacktestProgress) => void
}

export type RunOutcome =
  | { readonly kind: 'done'; readonly view: BacktestView }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** One backtest from the wish to what the window shows of it. */
export async function backtestRun(wish: BacktestWish, parts: RunParts): Promise<RunOutcome> {
  try {
    await loadOwnStrategies(parts.paths.directory)
    const range = {
      from: wish.from ?? Number.NEGATIVE_INFINITY,
      until: wish.until ?? Number.POSITIVE_INFINITY,
    }
    const supply = await loadCandles(parts.paths, wish.candles, range)
    if (!supply.ok) return { kind: 'failed', problem: supply.error }
    return await run(wish, supply.value, parts)
  } catch (error) {
    if (parts.signal.aborted) return { kind: 'cancelled' }
    return { kind: 'failed', problem: problemOf(error) }
  }
}

async function run(
  wish: BacktestWish,
  supply: CandleSupply,
  { runner, signal, onProgress }: RunParts,
): Promise<RunOutcome> {
  if (supply.candles.length === 0) return { kind: 'failed', problem: noCandles(supply) }
  const request = backtestRequest(wish, supply)
  if (!request.ok) return { kind: 'failed', problem: request.error }
  const startedAt = performance.now()
  const examined = await runner.runExamined(request.value, { signal, onProgress })
  const elapsedMs = performance.now() - startedAt
  const view = viewOf({ wish, supply, request: request.value, examined, elapsedMs })
  return { kind: 'done', view }
}

interface Finished {
  readonly wish: BacktestWish
  readonly supply: CandleSupply
  readonly request: BacktestRequest
  readonly examined: ExaminedBacktest
  readonly elapsedMs: number
}

function viewOf({ wish, supply, request, examined, elapsedMs }: Finished): BacktestView {
  const { result, trust } = examined
  const { title, timeframe, market, candles } = supply
  const [bot] = request.bots
  const lines = bot === undefined ? {} : strategyLines(bot, market, candles)
  const cash = amountToFloat(request.cash)
  const origin = { candles: { fileName: title, repair: null }, finer: null }
  return {
    ...{ wish, title, timeframe },
    document: backtestDocumentOf({ request, result, elapsedMs, origin, trust }),
    chart: chartOf({ market, candles, equity: result.equity, cash, lines }),
  }
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
