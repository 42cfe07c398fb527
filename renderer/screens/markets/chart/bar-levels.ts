import type { MarketView } from '../../../../app/contract/setup.ts'

export type Timeframe = MarketView['timeframes'][number]

const MINUTE_MS = 60_000
const MINUTES: Readonly<Record<Timeframe, number>> = {
  ...{ '1m': 1, '5m': 5, '15m': 15, '30m': 30 },
  ...{ '1h': 60, '4h': 240, '1d': 1_440 },
}
/** All that there are, the shortest first. */
export const TIMEFRAMES: readonly Timeframe[] = ['1m', '5m', '15m', '30m', '1h', '4h', '1d']

/** Bars that are narrower than this cannot be told apart; longer ones take their place. */
const SPACING_MIN = 1
/** What a bar takes at least after the change: between the two there is no way back and forth. */
const SPACING_AFTER = 2

export function barMs(timeframe: Timeframe): number {
  return MINUTES[timeframe] * MINUTE_MS
}

/** The chosen bars, and longer ones that are made of whole ones of them, the shortest first. */
export function levelsOf(
  timeframes: readonly Timeframe[],
  chosen: Timeframe,
): readonly [Timeframe, ...Timeframe[]] {
  const longer = timeframes.filter(
    (one) => barMs(one) > barMs(chosen) && barMs(one) % barMs(chosen) === 0,
  )
  return [chosen, ...longer.toSorted((a, b) => barMs(a) - barMs(b))]
}

/** The bars to be drawn when those that are drawn take so many pixels each; the same where those are right. */
export function levelFor(
  levels: readonly Timeframe[],
  drawn: Timeframe,
  barSpacing: number,
): Timeframe {
  const spacingOf = (one: Timeframe) => (barSpacing * barMs(one)) / barMs(drawn)
  const isWide = (one: Timeframe) => spacingOf(one) >= SPACING_AFTER
  if (barSpacing < SPACING_MIN) return levels.find(isWide) ?? levels.at(-1) ?? drawn
  const finer = levels.filter((one) => barMs(one) < barMs(drawn))
  return finer.find(isWide) ?? drawn
}
