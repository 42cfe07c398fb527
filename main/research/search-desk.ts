import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { SearchRunner } from '../../app/backtest/optimise/search-runner.ts'
import { BacktestRunner } from '../../app/backtest/workers/backtest-runner.ts'
import {
  type SearchLine,
  type SearchState,
  type SearchView,
  type SearchWish,
  searchView,
  searchWish,
} from '../../app/contract/search-view.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { SearchStore } from '../../app/ports/search-store.ts'
import type { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { loadOwnStrategies } from '../sandbox/load-own-strategies.ts'
import { backtestRequest } from './backtest-request.ts'
import { plannedSearch, runSearch } from './search-run.ts'
import { searchViewOf } from './search-view-of.ts'
import { loadTested } from './tested-candles.ts'

const SEARCHES_LISTED = 50

interface Search {
  state: SearchState
  abort: AbortController
}

/** The searches of a profile. What they measured is on disk: they can be paused, resumed, and outlive the process. */
export class SearchDesk {
  readonly #paths: ProfilePaths
  readonly #store: () => SearchStore
  readonly #runner = new BacktestRunner(systemClock, availableParallelism())
  readonly #searches = new Map<string, Search>()

  constructor(paths: ProfilePaths, store: () => SearchStore) {
    this.#paths = paths
    this.#store = store
  }

  start(wish: SearchWish): string {
    const searchId = randomUUID()
    this.#store().addSearch({ searchId, createdAt: systemClock.now(), request: wish })
    this.#begin(searchId, wish)
    return searchId
  }

  /** The newest first. One without a result that nobody runs is paused, whether by its user or with the process. */
  list(): SearchLine[] {
    const listed = this.#store().listSearches(SEARCHES_LISTED)
    const finished = this.#store().finished(listed.map(({ searchId }) => searchId))
    return listed.flatMap(({ searchId, createdAt, request }) => {
      const wish = searchWish.safeParse(request).data
      if (wish === undefined) return []
      const kind = finished.has(searchId) ? 'done' : 'paused'
      const state = this.#searches.get(searchId)?.state ?? { kind }
      return [{ searchId, createdAt, strategyId: wish.backtest.bot.strategyId, state }]
    })
  }

  pause(searchId: string): void {
    this.#searches.get(searchId)?.abort.abort()
  }

  resume(searchId: string): Result<null, Problem> {
    if (this.#searches.get(searchId)?.state.kind === 'running') return success(null)
    const wish = searchWish.safeParse(this.#store().findSearch(searchId)?.request).data
    if (wish === undefined) return failure(UNKNOWN)
    this.#begin(searchId, wish)
    return success(null)
  }

  remove(searchId: string): void {
    this.pause(searchId)
    this.#searches.delete(searchId)
    this.#store().removeSearch(searchId)
  }

  view(searchId: string): Result<SearchView, Problem> {
    const { data: view } = searchView.safeParse(this.#store().loadResult(searchId))
    return view ? success(view) : failure(NOT_DONE)
  }

  #begin(searchId: string, wish: SearchWish): void {
    const search: Search = {
      state: { kind: 'running', done: 0, total: 0, msLeft: null },
      abort: new AbortController(),
    }
    this.#searches.set(searchId, search)
    void this.#follow(searchId, search, wish)
  }

  async #follow(searchId: string, search: Search, wish: SearchWish): Promise<void> {
    try {
      const found = await this.#run(searchId, search, wish)
      if (found.ok) this.#store().saveResult(searchId, found.value)
      search.state = found.ok ? { kind: 'done' } : { kind: 'failed', problem: found.error }
    } catch (error) {
      const isPaused = search.abort.signal.aborted
      search.state = isPaused ? { kind: 'paused' } : { kind: 'failed', problem: problemOf(error) }
    }
  }

  async #run(
    searchId: string,
    search: Search,
    wish: SearchWish,
  ): Promise<Result<SearchView, Problem>> {
    await loadOwnStrategies(this.#paths.directory)
    const tested = await loadTested(this.#paths, wish.backtest)
    if (!tested.ok) return tested
    const request = backtestRequest(wish.backtest, tested.value)
    if (!request.ok) return request
    const planned = plannedSearch(wish, request.value)
    if (!planned.ok) return planned
    const runner = new SearchRunner({
      ...{ store: this.#store(), runner: this.#runner, searchId, signal: search.abort.signal },
      onProgress: progressOf(search, planned.value.total),
    })
    const outcome = await runSearch(planned.value, runner)
    return success(searchViewOf({ wish, supply: tested.value.main, outcome }))
  }
}

/** Over all stages; the time left is told by the pace since it began or was resumed. */
function progressOf(search: Search, total: number): (stage: string, done: number) => void {
  const startedAt = systemClock.now()
  const stages = new Map<string, number>()
  let before: number | undefined
  return (stage, count) => {
    stages.set(stage, count)
    const done = Math.min(
      [...stages.values()].reduce((sum, one) => sum + one, 0),
      total,
    )
    before ??= done
    const measured = done - before
    const pace = measured > 0 ? (systemClock.now() - startedAt) / measured : null
    const msLeft = pace === null ? null : Math.round((total - done) * pace)
    search.state = { kind: 'running', done, total, msLeft }
  }
}

const UNKNOWN: Problem = {
  code: 'search-unknown',
  message: 'That search is no longer known.',
  action: 'Start another one.',
}

const NOT_DONE: Problem = {
  code: 'search-not-done',
  message: 'That search has no result yet.',
  action: 'Resume it, and wait for its end.',
}
