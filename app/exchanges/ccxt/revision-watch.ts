import type { Candle } from '../../domain/candle.ts'
import type { Revision } from '../../ports/market-feed.ts'
import { sameCandle } from './candle-sequence.ts'

/** So many closed candles are looked at again: exchanges put candles right within a few of them, if at all. */
export const REVISABLE_MAX = 5

/** Holds candles that have closed against what the exchange says of them later. */
export class RevisionWatch {
  readonly #closed = new Map<number, Candle>()
  readonly #doubts = new Map<number, Candle>()

  /** It was told as closed. */
  note(candle: Candle): void {
    this.#closed.set(candle.openTime, candle)
    if (this.#closed.size <= REVISABLE_MAX) return
    const [oldest = 0] = this.#closed.keys()
    this.#closed.delete(oldest)
    this.#doubts.delete(oldest)
  }

  /** What of a page differs from before, and did so in the page before it: one answer may be that of a server that lags. */
  revisedIn(page: readonly Candle[]): readonly Revision[] {
    const revisions: Revision[] = []
    for (const after of page) {
      const before = this.#closed.get(after.openTime)
      if (before === undefined) continue
      const doubt = this.#doubts.get(after.openTime)
      this.#doubts.delete(after.openTime)
      if (sameCandle(before, after)) continue
      if (sameCandle(doubt, after)) {
        this.#closed.set(after.openTime, after)
        revisions.push({ before, after })
      } else this.#doubts.set(after.openTime, after)
    }
    return revisions
  }
}
