import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads'
import type { Piscina } from 'piscina'
import type { Bot } from '../../domain/bot.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Metrics } from '../metrics.ts'
import type { BacktestRequest, BacktestResult } from '../run-backtest.ts'
import type { ExaminedBacktest } from '../trust/examine-run.ts'
import type { BacktestTask } from './backtest-worker.ts'
import { timeLeft } from './time-left.ts'
import { type MeasureTask, workerRequest } from './worker-messages.ts'
import { workerPool } from './worker-pool.ts'

export interface BacktestProgress {
  /** Of the work: 0.5 is half of it. */
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
  readonly threads: number
  readonly #clock: Clock
  readonly #pool: Piscina

  constructor(clock: Clock, threads = 1) {
    this.threads = threads
    this.#clock = clock
    this.#pool = workerPool(threads)
  }

  run(request: BacktestRequest, watch: BacktestWatch = {}): Promise<BacktestResult> {
    return this.#done<BacktestResult>('backtest', request, watch)
  }

  /** A run, and how far its result can be trusted: a few times the work. */
  runExamined(request: BacktestRequest, watch: BacktestWatch = {}): Promise<ExaminedBacktest> {
    return this.#done<ExaminedBacktest>('examinedBacktest', request, watch)
  }

  /** What becomes of a request with each of these parameters. Ends at once when the signal says so. */
  measure(
    request: BacktestRequest,
    sets: readonly Bot['parameters'][],
    signal: AbortSignal,
  ): Promise<readonly Metrics[]> {
    const task: MeasureTask = { request: workerRequest(request), sets }
    return this.#pool.run(task, { name: 'measure', signal })
  }

  /** Ends what still runs. */
  close(): Promise<void> {
    return this.#pool.destroy()
  }

  async #done<Done>(
    name: 'backtest' | 'examinedBacktest',
    request: BacktestRequest,
    watch: BacktestWatch,
  ): Promise<Done> {
    const { port1: heard, port2: progress } = new MessageChannel()
    const hear = this.#listener(watch)
    heard.on('message', hear)
    const task: BacktestTask = { request: workerRequest(request), progress }
    const options = { name, transferList: [progress], signal: watch.signal ?? null }
    try {
      const done: Done = await this.#pool.run(task, options)
      // What was told on the way comes before the result, and what is left of it is there already.
      for (let left = receiveMessageOnPort(heard); left; left = receiveMessageOnPort(heard)) {
        hear(left.message)
      }
      return done
    } finally {
      heard.close()
    }
  }

  #listener({ onProgress }: BacktestWatch): (share: number) => void {
    const startedAt = this.#clock.now()
    return (share) =>
      onProgress?.({ share, msLeft: timeLeft(this.#clock.now() - startedAt, share) })
  }
}
