import type { Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'
import { type DiskState, diskError } from './simulated-disk.ts'
import type { SimulatedLife } from './simulated-life.ts'

/** Candles on the same disk as the ledger, in a process that may die before or after each. */
export class CrashSafeCandles implements CandleStore {
  readonly #durable: CandleStore
  readonly #state: DiskState
  readonly #life: SimulatedLife

  constructor(durable: CandleStore, state: DiskState, life: SimulatedLife) {
    this.#durable = durable
    this.#state = state
    this.#life = life
  }

  append(candle: Candle, equity: Money): void {
    this.#life.point('before a candle is stored')
    if (this.#state.failure !== null) throw diskError(this.#state.failure)
    this.#durable.append(candle, equity)
    this.#life.point('after a candle was stored')
  }

  revise(candle: Candle): void {
    if (this.#state.failure !== null) throw diskError(this.#state.failure)
    this.#durable.revise(candle)
  }

  appendHistory(candles: readonly Candle[]): void {
    this.#durable.appendHistory(candles)
  }

  loadRecentCandles(limit: number): readonly Candle[] {
    return this.#durable.loadRecentCandles(limit)
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    return this.#durable.loadRecentEquity(limit)
  }
}
