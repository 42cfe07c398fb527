/** A result that was kept: what a list shows of it, and all of it. */
export interface StoredBacktest {
  readonly id: number
  readonly name: string
  readonly savedAt: number
  readonly summary: unknown
}

/** Results that somebody wants to see again. */
export interface BacktestStore {
  /** Returns its id, which no other ever had. */
  addBacktest(backtest: Omit<StoredBacktest, 'id'>, document: unknown): number
  countBacktests(): number
  /** The newest first. */
  listBacktests(limit: number): readonly StoredBacktest[]
  /** The whole result, or nothing when there is none of that id. */
  loadBacktestDocument(id: number): unknown
  /** Whether there was one. */
  removeBacktest(id: number): boolean
}
