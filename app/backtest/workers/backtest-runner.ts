import { once } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import type { Clock } from '../../ports/clock.ts'
import type { BacktestRequest, BacktestResult } from '../run-backtest.ts'
import type { BacktestTask } from './backtest-worker.ts'
import { timeLeft } from './time-left.ts'
import { workerRequest } from './worker-messages.ts'
import { workerPool } from './worker-pool.ts'

export interface BacktestProgress {
  /** Of the candles: 0.5 is half of them. */
  readonly share: number
  /** Null until there is something to go by. */
  readonly msLeft: number | null
}

export interface BacktestWatch {
  readonly onProgress?: (progress: BacktestProgress) => void
  /** Ends the run at once: `run` rejects with an `AbortError`. */
  readonly signal?: AbortSignal
}

/** Backtests in threads of their own: whoever asks goes on with his work, be it an engine or a window. */
export class BacktestRunner {
  readonly #clock: Clock
  readonly #pool: Piscina

  constructor(clock: Clock, threads = 1) {
    this.#clock = clock
    this.#pool = workerPool(threads)
  }

  async run(request: BacktestRequest, watch: BacktestWatch = {}): Promise<BacktestResult> {
    const { port1: heard, port2: progress } = new MessageChannel()
    const startedAt = this.#clock.now()
    heard.on('message', (done: number) => {
      const share = done / request.candles.size
      watch.onProgress?.({ share, msLeft: timeLeft(this.#clock.now() - startedAt, share) })
    })
    const allHeard = once(heard, 'close')
    const task: BacktestTask = { request: workerRequest(request), progress }
    try {
      const result: BacktestResult = await this.#pool.run(task, {
        name: 'backtest',
        transferList: [progress],
        signal: watch.signal ?? null,
      })
      // The result must not overtake what was told on the way to it.
      await allHeard
      return result
    } finally {
      heard.close()
    }
  }

  /** Ends what still runs. */
  close(): Promise<void> {
    return this.#pool.destroy()
  }
}
