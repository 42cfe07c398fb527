import type { BacktestDocument } from '../../contract/backtest-document.ts'
import { backtestDocument } from '../../contract/backtest-document.ts'
import {
  type BacktestSummary,
  backtestSummary,
  type SavedBacktest,
  type SavedBacktestLine,
} from '../../contract/saved-backtest.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { BacktestStore, StoredBacktest } from '../../ports/backtest-store.ts'
import { strategyWords } from '../report/setup-words.ts'

/** More are no longer compared by anybody, and each may be some megabytes. */
export const SAVED_MAX = 500
const NAME_LETTERS_MAX = 100

/** Results that were kept under a name. */
export class SavedBacktests {
  readonly #store: BacktestStore

  constructor(store: BacktestStore) {
    this.#store = store
  }

  /** Keeps a result, and says under which id. */
  save(
    given: { readonly name: string; readonly savedAt: number },
    document: BacktestDocument,
  ): Result<string, Problem> {
    if (this.#store.countBacktests() >= SAVED_MAX) return failure(FULL)
    const summary = summaryOf(document)
    const trimmed = given.name.trim().slice(0, NAME_LETTERS_MAX)
    const name = trimmed === '' ? `${summary.strategy}, ${summary.symbol}` : trimmed
    return success(String(this.#store.addBacktest({ ...given, name, summary }, document)))
  }

  /** The newest first. */
  list(): readonly SavedBacktestLine[] {
    return this.#store.listBacktests(SAVED_MAX).map(lineOf)
  }

  load(id: string): Result<SavedBacktest, Problem> {
    const line = this.list().find((one) => one.id === id)
    const found = line && this.#store.loadBacktestDocument(Number(id))
    if (line === undefined || found === undefined) return failure(notFound(id))
    const { name, savedAt } = line
    return success({ id, name, savedAt, document: backtestDocument.parse(found) })
  }

  remove(id: string): Result<null, Problem> {
    const removed = /^\d{1,15}$/.test(id) && this.#store.removeBacktest(Number(id))
    return removed ? success(null) : failure(notFound(id))
  }
}

function summaryOf({ setup, range, metrics, trust }: BacktestDocument): BacktestSummary {
  return {
    strategy: setup.bots.map(strategyWords).join(', ').slice(0, 200),
    symbol: setup.symbol,
    timeframe: setup.timeframe,
    from: range.from,
    to: range.to,
    totalReturn: metrics.totalReturn,
    buyAndHoldReturn: metrics.buyAndHoldReturn,
    maxDrawdown: metrics.maxDrawdown,
    sharpe: metrics.sharpe,
    roundTrips: metrics.roundTrips,
    verdict: trust.verdict,
  }
}

function lineOf({ id, name, savedAt, summary }: StoredBacktest): SavedBacktestLine {
  return { id: String(id), name, savedAt, ...backtestSummary.parse(summary) }
}

function notFound(id: string): Problem {
  return {
    code: 'backtest-unknown',
    message: `There is no saved backtest ${id}.`,
    action: 'Look at the list of those there are.',
  }
}

const FULL: Problem = {
  code: 'too-many-backtests',
  message: `The result was not saved: there are ${SAVED_MAX} already.`,
  action: 'Delete some that are no longer needed.',
}
