import type { MessagePort } from 'node:worker_threads'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { CandleColumns } from '../candle-columns.ts'
import { runBacktest } from '../run-backtest.ts'
import type { WorkerRequest } from './worker-messages.ts'

export interface BacktestTask {
  readonly request: WorkerRequest
  /** Hears how many candles are done. */
  readonly progress: MessagePort
}

/** One run in this thread. The equity is handed over, not copied. */
export function backtest({ request, progress }: BacktestTask) {
  const candles = new CandleColumns(request.candles)
  const result = runBacktest({ ...request, candles }, (done) => progress.postMessage(done))
  progress.close()
  return move({ [transferableSymbol]: [result.equity.buffer], [valueSymbol]: result })
}
