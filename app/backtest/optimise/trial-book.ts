import { backtestMetrics } from '../../contract/backtest-document.ts'
import type { SearchStore } from '../../ports/search-store.ts'
import type { StrategyParameters } from '../../strategy/strategy.ts'
import type { Metrics } from '../metrics.ts'
import { setKey } from './parameter-space.ts'
import type { Trial } from './trial.ts'

/** What becomes of each of these sets. Sets that are measured at the same time may be done in any order. */
export type Measure = (sets: readonly StrategyParameters[]) => Promise<readonly Metrics[]>

export interface TrialBookParts {
  readonly store: SearchStore
  readonly searchId: string
  /** A search may have several, each with trials of its own. */
  readonly stage: string
  readonly measure: Measure
  /** How many of so many sets are measured, and then saved, together. */
  readonly batchOf: (missing: number) => number
  readonly onDone: (done: number) => void
}

/**
 * The trials of a stage in the order in which they were asked for, each measured once, whatever happened in between. A set
 * that was saved before an interruption is not measured again.
 */
export class TrialBook {
  readonly #parts: TrialBookParts
  readonly #positions = new Map<string, number>()
  readonly #sets: StrategyParameters[] = []
  readonly #metrics = new Map<number, Metrics>()

  constructor(parts: TrialBookParts) {
    this.#parts = parts
    const saved = parts.store.loadOutcomes(parts.searchId, parts.stage)
    for (const [position, outcome] of saved)
      this.#metrics.set(position, backtestMetrics.parse(outcome))
  }

  /** Of all that were asked for so far. */
  get trials(): readonly Trial[] {
    return this.#sets.map((parameters, position) => ({
      parameters,
      metrics: this.#metricsAt(position),
    }))
  }

  async metricsOf(sets: readonly StrategyParameters[]): Promise<readonly Metrics[]> {
    const positions = sets.map((set) => this.#positionOf(set))
    const missing = [...new Set(positions)].filter((position) => !this.#metrics.has(position))
    this.#tell()
    const batches = inBatches(missing, this.#parts.batchOf(missing.length))
    // All of them come to their end before this does: nothing is saved afterwards.
    const done = await Promise.allSettled(batches.map((batch) => this.#measure(batch)))
    const failed = done.find((one) => one.status === 'rejected')
    if (failed !== undefined) throw failed.reason
    return positions.map((position) => this.#metricsAt(position))
  }

  async #measure(positions: readonly number[]): Promise<void> {
    const { store, searchId, stage, measure } = this.#parts
    const measured = await measure(positions.map((position) => this.#sets[position] ?? {}))
    // In the very form in which they will be read again.
    const outcomes = new Map(
      positions.map((position, index) => [position, backtestMetrics.parse(measured[index])]),
    )
    store.saveOutcomes(searchId, stage, outcomes)
    for (const [position, metrics] of outcomes) this.#metrics.set(position, metrics)
    this.#tell()
  }

  #tell(): void {
    this.#parts.onDone(this.#sets.filter((_, position) => this.#metrics.has(position)).length)
  }

  #positionOf(set: StrategyParameters): number {
    const key = setKey(set)
    const known = this.#positions.get(key)
    if (known !== undefined) return known
    const position = this.#sets.length
    this.#positions.set(key, position)
    this.#sets.push(set)
    return position
  }

  #metricsAt(position: number): Metrics {
    const metrics = this.#metrics.get(position)
    if (metrics === undefined) throw new RangeError(`trial ${position} was not measured`)
    return metrics
  }
}

function inBatches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, batch) =>
    items.slice(batch * size, (batch + 1) * size),
  )
}
