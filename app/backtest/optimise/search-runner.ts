import type { SearchStore } from '../../ports/search-store.ts'
import type { BacktestRequest } from '../run-backtest.ts'
import type { BacktestRunner } from '../workers/backtest-runner.ts'
import type { ParameterSpace } from './parameter-space.ts'
import type { RankedTrial } from './plateau.ts'
import { type SearchPlan, search } from './search.ts'
import { TrialBook } from './trial-book.ts'

export interface SearchRunnerParts {
  readonly store: SearchStore
  readonly runner: BacktestRunner
  readonly searchId: string
  /** Pauses the search: what is measured is saved, and the promises reject with an `AbortError`. */
  readonly signal: AbortSignal
  readonly onProgress: (stage: string, done: number) => void
}

/** About so many candles are computed before outcomes are saved: a second or less. */
const CANDLES_PER_BATCH = 500_000
/** So many batches a thread at least, or the last one would keep the others waiting. */
const BATCHES_PER_THREAD = 8

/** Searches on all threads of a runner, and keeps what they find. */
export class SearchRunner {
  readonly #parts: SearchRunnerParts

  constructor(parts: SearchRunnerParts) {
    this.#parts = parts
  }

  search(
    stage: string,
    request: BacktestRequest,
    { plan, space }: { readonly plan: SearchPlan; readonly space: ParameterSpace },
  ): Promise<readonly RankedTrial[]> {
    const { store, runner, searchId, signal, onProgress } = this.#parts
    const book = new TrialBook({
      ...{ store, searchId, stage },
      measure: (sets) => runner.measure(request, sets, signal),
      batchOf: (missing) =>
        Math.ceil(
          Math.min(
            missing / (runner.threads * BATCHES_PER_THREAD),
            CANDLES_PER_BATCH / request.candles.size,
          ),
        ),
      onDone: (done) => onProgress(stage, done),
    })
    return search(plan, space, book)
  }

  run(request: BacktestRequest) {
    return this.#parts.runner.run(request, { signal: this.#parts.signal })
  }
}
