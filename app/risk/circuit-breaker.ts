/** What the whole may do: what a breaker looks at when a candle has closed. One object, reused for every candle. */
export interface BreakerContext {
  now: number
  candleCloseTime: number
  readonly timeframeMs: number
  /** False while candles are late, missing or being caught up. */
  marketIsCurrent: boolean
}

/** Says why nothing new may be entered now, or nothing. */
export interface CircuitBreaker {
  readonly name: string
  check(context: Readonly<BreakerContext>): string | undefined
}
