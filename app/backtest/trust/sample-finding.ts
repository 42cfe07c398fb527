import type { BacktestFinding } from '../../contract/backtest-findings.ts'
import { amountToFloat } from '../../domain/amount.ts'
import type { RoundTrip } from '../../portfolio/round-trips.ts'

/** Below it, an average is hardly told from luck: the rule of thumb by which samples are called small. */
const ROUND_TRIPS_MIN = 30
/** More of the profit than this from one trade is a matter of having caught it. */
const SHARE_OF_ONE_MAX = 0.5

/** Whether there are enough round trips, and whether one of them made it all. */
export function sampleFinding(trips: readonly RoundTrip[]): BacktestFinding {
  const finding = { check: 'sample', title: 'Enough trades' } as const
  if (trips.length < ROUND_TRIPS_MIN) {
    const message = `There are ${trips.length} finished round trips. Below ${ROUND_TRIPS_MIN}, skill cannot be told from luck.`
    return { ...finding, verdict: 'caution', message }
  }
  const share = shareOfBest(trips)
  if (share > SHARE_OF_ONE_MAX) {
    const message = `One of ${trips.length} round trips earned ${Math.round(share * 100)} % of all that was won. Without it this would be another result.`
    return { ...finding, verdict: 'caution', message }
  }
  const message = `There are ${trips.length} finished round trips, and the best of them earned ${Math.round(share * 100)} % of all that was won.`
  return { ...finding, verdict: 'passed', message }
}

function shareOfBest(trips: readonly RoundTrip[]): number {
  let [best, won] = [0, 0]
  for (const trip of trips) {
    const profit = amountToFloat(trip.profit)
    if (profit <= 0) continue
    won += profit
    best = Math.max(best, profit)
  }
  return won > 0 ? best / won : 0
}
