import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'

/** How far a feed has come, by our clock and by the exchange's. */
export class CandleProgress {
  readonly #timeframe: Timeframe
  #newestOpenTime = 0
  #newestSince = 0
  #offsetMs = 0

  constructor(timeframe: Timeframe, now: number) {
    this.#timeframe = timeframe
    this.#newestSince = now
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs
  }

  /** Notes the youngest candle that was seen. Answers of a lagging server do not count as progress. */
  note(openTime: number, now: number): void {
    if (openTime <= this.#newestOpenTime) return
    this.#newestOpenTime = openTime
    this.#newestSince = now
  }

  /** A candle that begins later than the exchange's own time is not to be believed. */
  isFuture(openTime: number, now: number): boolean {
    return openTime > now + this.#offsetMs + timeframeMs(this.#timeframe)
  }

  /**
   * For how long the next candle should have been there. Counted by both clocks, since either may be wrong: from the
   * newest candle's end in the exchange's time, and from its arrival in ours.
   */
  overdueMs(now: number): number {
    const byOurs = now - this.#newestSince
    const byTheirs =
      this.#newestOpenTime === 0 ? byOurs : now + this.#offsetMs - this.#newestOpenTime
    return Math.max(byTheirs, byOurs) - timeframeMs(this.#timeframe)
  }
}
