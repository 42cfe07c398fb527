import type { MessagePort } from 'node:worker_threads'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { useOwnStrategies } from '../../sandbox/use-own-strategies.ts'
import { CandleColumns } from '../candle-columns.ts'
import type { Metrics } from '../metrics.ts'
import { runBacktest } from '../run-backtest.ts'
import { EXAMINING_RUNS } from '../trust/cost-runs.ts'
import { examineRun } from '../trust/examine-run.ts'
import type { MeasureTask, WorkerRequest } from './worker-messages.ts'

export interface BacktestTask {
  readonly request: WorkerRequest
  /** Hears which share of it is done. */
  readonly progress: MessagePort
}

/** One run in this thread. The equity is handed over, not copied. */
export async function backtest({ request, progress }: BacktestTask) {
  await useOwnStrategies(request.ownStrategies)
  const candles = new CandleColumns(request.candles)
  const result = runBacktest({ ...request, candles }, (done) =>
    progress.postMessage(done / candles.size),
  )
  progress.close()
  return move({ [transferableSymbol]: [result.equity.buffer], [valueSymbol]: result })
}

/** The same, and how far its result can be trusted. */
export async function examinedBacktest({ request, progress }: BacktestTask) {
  await useOwnStrategies(request.ownStrategies)
  const candles = new CandleColumns(request.candles)
  const whole = candles.size * (1 + EXAMINING_RUNS)
  const own = { ...request, candles }
  const result = runBacktest(own, (done) => progress.postMessage(done / whole))
  const trust = examineRun(own, result, (done) =>
    progress.postMessage((candles.size + done) / whole),
  )
  progress.close()
  return move({ [transferableSymbol]: [result.equity.buffer], [valueSymbol]: { result, trust } })
}

/** One run in this thread for each set of parameters; what remains of it are its metrics. */
export function measure({ request, sets }: MeasureTask): readonly Metrics[] {
  const candles = new CandleColumns(request.candles)
  return sets.map((parameters) => {
    const bots = request.bots.map((bot) => ({ ...bot, parameters }))
    return runBacktest({ ...request, candles, bots }).metrics
  })
}
