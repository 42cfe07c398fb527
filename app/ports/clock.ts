/** The time, and the wish to be called later. Real in the app, simulated in tests and backtests. */
export interface Clock {
  /** Unix ms, UTC. */
  now(): number
  /** Calls back once after the delay; the returned function takes the wish back. */
  schedule(delayMs: number, callback: () => void): () => void
}
