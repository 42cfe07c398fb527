import {
  BREAKER_COUNT_MAX,
  type BreakerName,
  type BreakerSetting,
  type BreakerUnit,
} from '../domain/breaker.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** A percentage of what can only fall to nothing. */
const FALLS: ReadonlySet<BreakerName> = new Set([
  'equity-drop',
  'daily-loss',
  'drawdown',
  'reject-rate',
])
/** Of the middle of the book: where the bid is nothing, the ask is as far above it as can be. */
const SPREAD_PERCENT_MAX = 200
const PERCENT_MAX = 1_000
/** More memory than a computer has on which this runs. */
const MIB_MAX = 1_048_576

type Judged = { readonly name: BreakerName; readonly unit: BreakerUnit }

/** Why a breaker could not trip in a way that makes sense, or nothing. */
export function thresholdFault({ name, unit }: Judged, threshold: number): string | undefined {
  if (!Number.isFinite(threshold) || threshold <= 0) return 'the threshold has to be above zero'
  switch (unit) {
    case 'percent':
      return percentFault(name, threshold)
    case 'count':
      if (!Number.isInteger(threshold)) return 'the threshold is a whole number'
      return threshold > BREAKER_COUNT_MAX
        ? `it counts to ${BREAKER_COUNT_MAX}, so that is the highest threshold`
        : undefined
    case 'ms':
      return threshold > DAY_MS ? 'the threshold is 1 d at most' : undefined
    case 'MiB':
      return threshold > MIB_MAX ? `the threshold is ${MIB_MAX} MiB at most` : undefined
  }
}

function percentFault(name: BreakerName, threshold: number): string | undefined {
  if (FALLS.has(name)) {
    return threshold > 100 ? 'nothing can fall by more than 100 %' : undefined
  }
  if (name === 'spread') {
    return threshold >= SPREAD_PERCENT_MAX
      ? `a spread is always below ${SPREAD_PERCENT_MAX} %, so it would never trip`
      : undefined
  }
  return threshold > PERCENT_MAX ? `the threshold is ${PERCENT_MAX} % at most` : undefined
}

/** Why a breaker cannot look back so far, or nothing. */
export function windowFault(windowMs: BreakerSetting['windowMs']): string | undefined {
  if (windowMs === null || (windowMs >= 1_000 && windowMs <= WEEK_MS)) return undefined
  return 'it can look back from 1 s to 7 d'
}

/** Why a breaker cannot wait so long before it heals, or nothing. */
export function probeFault(probeMs: number): string | undefined {
  return probeMs > WEEK_MS ? 'it can wait for 7 d at most before it heals' : undefined
}
