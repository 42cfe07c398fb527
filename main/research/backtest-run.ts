import { backtestDocumentOf } from '../../app/backtest/document/backtest-document-of.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import type { ExaminedBacktest } from '../../app/backtest/trust/examine-run.ts'
import type {
  BacktestProgress,
  BacktestRunner,
} from '../../app/backtest/workers/backtest-runner.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import type { BacktestView, BacktestWish } from '../../app/contract/research.ts'
import type { Problem } from '../../app/domain/result.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import type { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { backtestRequest } from './backtest-request.ts'
import { chartOf } from './chart-of.ts'
import { strategyLines } from './strategy-lines.ts'
import { loadTested, type TestedCandles } from './tested-candles.ts'

export interface RunParts {
  readonly paths: ProfilePaths
  readonly runner: BacktestRunner
  readonly signal: AbortSignal
  readonly onProgress: (progress: BacktestProgress) => void
}

export type RunOutcome =
  | { readonly kind: 'done'; readonly document: BacktestDocument; readonly view: BacktestView }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly problem: Problem }

/** One backtest from the wish to what the window shows of it. */
export async function backtestRun(wish: BacktestWish, parts: RunParts): Promise<RunOutcome> {
  try {
    await loadOwnStrategies(parts.paths.directory)
    const tested = await loadTested(parts.paths, wish)
    if (!tested.ok) return { kind: 'failed', problem: tested.error }
    return await run(wish, tested.value, parts)
  } catch (error) {
    if (parts.signal.aborted) return { kind: 'cancelled' }
    return { kind: 'failed', problem: problemOf(error) }
  }
}

async function run(
  wish: BacktestWish,
  tested: TestedCandles,
  { runner, signal, onProgress }: RunParts,
): Promise<RunOutcome> {
  const request = backtestRequest(wish, tested)
  if (!request.ok) return { kind: 'failed', problem: request.error }
  const startedAt = performance.now()
  const examined = await runner.runExamined(request.value, { signal, onProgress })
  const elapsedMs = performance.now() - startedAt
  return finishedRun({ wish, tested, request: request.value, examined, elapsedMs })
}

interface Finished {
  readonly wish: BacktestWish
  readonly tested: TestedCandles
  readonly request: BacktestRequest
  readonly examined: ExaminedBacktest
  readonly elapsedMs: number
}

function finishedRun({ wish, tested, request, examined, elapsedMs }: Finished): RunOutcome {
  const { result, trust } = examined
  const { main, finer } = tested
  const { title, timeframe, market, candles, repair } = main
  const [bot] = request.bots
  const lines = bot === undefined ? {} : strategyLines(bot, market, candles)
  const origin = {
    candles: { name: title, repair },
    finer: finer && { name: finer.title, timeframe: finer.candles.timeframe },
  }
  const document = backtestDocumentOf({ request, result, elapsedMs, origin, trust })
  const chart = chartOf({ request, candles, equity: result.equity, lines, trades: document.trades })
  const { trades: _trades, roundTrips: _roundTrips, ...figures } = document
  return { kind: 'done', document, view: { wish, title, timeframe, document: figures, chart } }
}
