import { randomUUID } from 'node:crypto'
import { SavedBacktests } from '../../app/backtest/saved/saved-backtests.ts'
import { BacktestRunner } from '../../app/backtest/workers/backtest-runner.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import type { RequestInput } from '../../app/contract/requests.ts'
import type { BacktestView, BacktestWish, RunState } from '../../app/contract/research.ts'
import type { SavedBacktest, SavedFigures } from '../../app/contract/saved-backtest.ts'
import { failure, mapResult, type Problem, type Result, success } from '../../app/domain/result.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { ResearchDatabase } from '../../app/storage/research-database.ts'
import { backtestRun } from './backtest-run.ts'
import { listCandleSeries } from './candle-supply.ts'
import type { ResearchHandlers } from './research-wire.ts'
import { resultText } from './result-text.ts'
import { SearchDesk } from './search-desk.ts'
import { tradePage } from './trade-page.ts'

/** So many results stay in memory. */
const RUNS_MAX = 20

interface Run {
  state: RunState
  found: { readonly view: BacktestView; readonly document: BacktestDocument } | null
  readonly abort: AbortController
}

/** The runs of this process, by their ids. */
export class ResearchDesk {
  readonly handlers: ResearchHandlers
  readonly #paths: ProfilePaths
  readonly #runner = new BacktestRunner(systemClock)
  #database: ResearchDatabase | undefined
  readonly #runs = new Map<string, Run>()

  constructor(directory: string) {
    this.#paths = new ProfilePaths(directory)
    const searches = new SearchDesk(this.#paths, () => this.#research().searches)
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
        this.#with(runId, ({ found }) => (found ? success(found.view) : failure(NOT_DONE))),
      loadTrades: ({ runId, from }) =>
        mapResult(this.#document('run', runId), (document) => tradePage(document, from)),
      startSearch: (wish) => success({ searchId: searches.start(wish) }),
      listSearches: () => success(searches.list()),
      pauseSearch: ({ searchId }) => done(() => searches.pause(searchId)),
      resumeSearch: ({ searchId }) => searches.resume(searchId),
      removeSearch: ({ searchId }) => done(() => searches.remove(searchId)),
      loadSearch: ({ searchId }) => searches.view(searchId),
      ...this.#savedHandlers(),
      exportBacktest: ({ kind, id, format }) =>
        mapResult(this.#document(kind, id), (document) => resultText(document, format)),
    }
  }

  #savedHandlers() {
    const saved = () => new SavedBacktests(this.#research().backtests)
    return {
      saveBacktest: ({ runId, name }: RequestInput<'saveBacktest'>) => {
        const document = this.#document('run', runId)
        if (!document.ok) return document
        const savedAt = systemClock.now()
        return mapResult(saved().save({ name, savedAt }, document.value), () => null)
      },
      listBacktests: () => success([...saved().list()]),
      loadBacktests: ({ ids }: RequestInput<'loadBacktests'>) =>
        allOf(ids, (id) => mapResult(saved().load(id), figuresOf)),
      removeBacktest: ({ id }: RequestInput<'removeBacktest'>) => saved().remove(id),
    }
  }

  #document(kind: 'run' | 'saved', id: string): Result<BacktestDocument, Problem> {
    if (kind === 'saved') {
      const loaded = new SavedBacktests(this.#research().backtests).load(id)
      return mapResult(loaded, ({ document }) => document)
    }
    return this.#with(id, ({ found }) => (found ? success(found.document) : failure(NOT_DONE)))
  }

  /** Made when it is first needed: most profiles never need it. */
  #research(): ResearchDatabase {
    this.#database ??= new ResearchDatabase(this.#paths.research)
    return this.#database
  }

  #start(wish: BacktestWish): string {
    const runId = randomUUID()
    const run: Run = {
      state: { kind: 'running', doneShare: 0, msLeft: null },
      found: null,
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
    if (outcome.kind === 'done') run.found = outcome
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

/** The first that is missing is the answer. */
function allOf<Item>(
  ids: readonly string[],
  load: (id: string) => Result<Item, Problem>,
): Result<Item[], Problem> {
  const items: Item[] = []
  for (const id of ids) {
    const loaded = load(id)
    if (!loaded.ok) return loaded
    items.push(loaded.value)
  }
  return success(items)
}

function figuresOf({ document, ...kept }: SavedBacktest): SavedFigures {
  const { trades: _trades, roundTrips: _roundTrips, ...figures } = document
  return { ...kept, document: figures }
}

function done(action: () => void): Result<null, Problem> {
  action()
  return success(null)
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
