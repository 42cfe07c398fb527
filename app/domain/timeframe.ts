const MINUTE_MS = 60_000

/** How long one candle lasts. */
export const TIMEFRAMES = ['1m', '5m', '15m', '30m', '1h', '4h', '1d'] as const
export type Timeframe = (typeof TIMEFRAMES)[number]

const DURATION_MS: Readonly<Record<Timeframe, number>> = {
  '1m': MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '1d': 1440 * MINUTE_MS,
}

export function timeframeMs(timeframe: Timeframe): number {
  return DURATION_MS[timeframe]
}

/** The timeframe whose candles start this far apart, if there is one. */
export function timeframeOf(durationMs: number): Timeframe | undefined {
  return TIMEFRAMES.find((timeframe) => DURATION_MS[timeframe] === durationMs)
}
