/** What a strategy may take. */
export const SANDBOX_LIMITS = {
  /** What the interpreter begins with; it cannot begin with less. */
  memoryBytesMin: 16 * 1024 * 1024,
  memoryBytes: 64 * 1024 * 1024,
  /** Of nested calls. */
  stackBytes: 256 * 1024,
  /**
   * Of work over one candle, and of loading the file: the interpreter's own count, some milliseconds at most each, so that
   * it is the same on every machine and in every run.
   */
  steps: 1_000,
  /** Written by the strategy, read by us. */
  textLength: 20_000,
  /** Candles of warm-up: what an account keeps of the past. */
  warmUpCandles: 600,
  /** Runs of one strategy at the same time, in one process: the bots of a backtest. */
  runs: 16,
} as const
