/**
 * Wraps an operation so that its calls are counted and timed under a name; what it takes, gives and throws stays the same.
 * One that answers with a failed `Result` counts as failed too.
 */
export type Measured = <Args extends readonly unknown[], Value>(
  name: string,
  operation: (...args: Args) => Value,
) => (...args: Args) => Value

/** Where nobody wants to know: backtests, and most tests. */
export const UNMEASURED: Measured = (_, operation) => operation

/** What was measured of an operation since the process started. Durations in ms. */
export interface OperationFigures {
  readonly operation: string
  readonly count: number
  /** By kind. */
  readonly errors: ReadonlyMap<string, number>
  readonly totalMs: number
  readonly maxMs: number
  /** Below which so many percent of the calls stayed, off by an eighth at most. */
  percentileMs(percent: number): number
  /** How many calls took less than 2^exponent microseconds. */
  countBelow(exponent: number): number
}
