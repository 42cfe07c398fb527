import type { Candle } from '../../domain/candle.ts'

export interface NextCandles {
  /** Those that are final and were not handed out before, in order. */
  readonly closed: readonly Candle[]
  /** The one that still grows. */
  readonly forming: Candle | undefined
}

/**
 * What is new in a page of candles. Only a younger candle proves that one is final: a clock does not, because the
 * exchange's answer may be older than its clock.
 */
export function nextCandles(page: readonly Candle[], cursor: number | null): NextCandles {
  const fresh = page.filter((candle) => cursor === null || candle.openTime > cursor)
  return { closed: fresh.slice(0, -1), forming: fresh.at(-1) }
}

export function sameCandle(a: Candle | undefined, b: Candle | undefined): boolean {
  return (
    a?.openTime === b?.openTime &&
    a?.open === b?.open &&
    a?.high === b?.high &&
    a?.low === b?.low &&
    a?.close === b?.close &&
    a?.volume === b?.volume
  )
}
