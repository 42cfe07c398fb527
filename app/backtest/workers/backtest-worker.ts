import type { MessagePort } from 'node:worker_threads'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { useOwnStrategies } from '../../sandbox/use-own-strategies.ts'
import type { Metrics } from '../metrics.ts'
import { withParameters } from '../optimise/request-with.ts'
import { runBacktest } from '../run-backtest.ts'
import { EXAMINING_RUNS } from '../trust/cost-runs.ts'
import { examineRun } from '../trust/examine-run.ts'
import { type MeasureTask, requestOf, type WorkerRequest } from './worker-messages.ts'

export interface BacktestTask {
  readonly request: WorkerRequest
  /** Hears which share of it is done. */
  readonly progress: MessagePort
}

/** One run in this thread. The equity is handed over, not copied. */
export async function backtest({ request, progress }: BacktestTask) {
  await useOwnStrategies(request.ownStrategies)
  const run = requestOf(request)
  const result = runBacktest(run, (done) => progress.postMessage(done / run.candles.size))
  progress.close()
  return move({ [transferableSymbol]: [result.equity.buffer], [valueSymbol]: result })
}

/** The same, and how far its result can be trusted. */
export async function examinedBacktest({ request, progress }: BacktestTask) {
  await useOwnStrategies(request.ownStrategies)
  const own = requestOf(request)
  const { size } = own.candles
  const whole = size * (1 + EXAMINING_RUNS)
  const result = runBacktest(own, (done) => progress.postMessage(done / whole))
  const trust = examineRun(own, result, (done) => progress.postMessage((size + done) / whole))
  progress.close()
  return move({ [transferableSymbol]: [result.equity.buffer], [valueSymbol]: { result, trust } })
}

/** One run in this thread for each set of parameters; what remains of it are its metrics. */
export async function measure({ request, sets }: MeasureTask): Promise<readonly Metrics[]> {
  await useOwnStrategies(request.ownStrategies)
  const own = requestOf(request)
  return sets.map((parameters) => runBacktest(withParameters(own, parameters)).metrics)
}
