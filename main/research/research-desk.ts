import { randomUUID } from 'node:crypto'
import { BacktestRunner } from '../../app/backtest/workers/backtest-runner.ts'
import type { BacktestView, BacktestWish, RunState } from '../../app/contract/research.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { backtestRun } from './backtest-run.ts'
import { listCandleSeries } from './candle-supply.ts'
import type { ResearchHandlers } from './research-wire.ts'

/** So many results stay in memory. */
const RUNS_MAX = 20

interface Run {
  state: RunState
  view: BacktestView | null
  readonly abort: AbortController
}

/** The runs of this process, by their ids. */
export class ResearchDesk {
  readonly handlers: ResearchHandlers
  readonly #paths: ProfilePaths
  readonly #runner = new BacktestRunner(systemClock)
  readonly #runs = new Map<string, Run>()

  constructor(directory: string) {
    this.#paths = new ProfilePaths(directory)
    this.handlers = {
      listCandleSeries: async () => success(await listCandleSeries(this.#paths)),
      startBacktest: (wish) => success({ runId: this.#start(wish) }),
      loadRun: ({ runId }) => this.#with(runId, ({ state }) => success(state)),
      cancelRun: ({ runId }) =>
        this.#with(runId, ({ abort }) => {
          abort.abort()
          return success(null)
        }),
      loadBacktest: ({ runId }) =>
        this.#with(runId, ({ view }) => (view === null ? failure(NOT_DONE) : success(view))),
    }
  }

  #start(wish: BacktestWish): string {
    const runId = randomUUID()
    const run: Run = {
      state: { kind: 'running', doneShare: 0, msLeft: null },
      view: null,
      abort: new AbortController(),
    }
    this.#runs.set(runId, run)
    this.#forgetOld()
    void this.#follow(run, wish)
    return runId
  }

  async #follow(run: Run, wish: BacktestWish): Promise<void> {
    const outcome = await backtestRun(wish, {
      ...{ paths: this.#paths, runner: this.#runner, signal: run.abort.signal },
      onProgress: ({ share, msLeft }) => {
        run.state = { kind: 'running', doneShare: share, msLeft }
      },
    })
    if (outcome.kind === 'done') run.view = outcome.view
    run.state = outcome.kind === 'done' ? { kind: 'done' } : outcome
  }

  #with<Value>(runId: string, use: (run: Run) => Result<Value, Problem>): Result<Value, Problem> {
    const run = this.#runs.get(runId)
    return run === undefined ? failure(UNKNOWN) : use(run)
  }

  #forgetOld(): void {
    for (const [runId, { state }] of this.#runs) {
      if (this.#runs.size <= RUNS_MAX) return
      if (state.kind !== 'running') this.#runs.delete(runId)
    }
  }
}

const UNKNOWN: Problem = {
  code: 'run-unknown',
  message: 'That run is no longer known.',
  action: 'Start it again.',
}

const NOT_DONE: Problem = {
  code: 'run-not-done',
  message: 'That run has no result.',
  action: 'Wait for its end, or start it again.',
}
