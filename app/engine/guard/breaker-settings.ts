import { tripActionsOf } from '../../contract/trip-actions.ts'
import type { BreakerSetting, TripAction } from '../../domain/breaker.ts'
import { TRIP_ACTIONS } from '../../domain/breaker.ts'
import type { Problem } from '../../domain/result.ts'
import type { CircuitBreaker } from '../../risk/circuit-breaker.ts'
import { COUNT_MAX } from '../../risk/measures/rolling-count.ts'
import { durationInWords } from '../../risk/reading-in-words.ts'

const WEEK_MS = 604_800_000
/** A percentage of what can only fall to nothing. */
const FALLS: ReadonlySet<string> = new Set(['equity-drop', 'daily-loss', 'drawdown', 'reject-rate'])

/** Why a breaker cannot be set so, or nothing. */
export function settingFault(
  { name, unit, defaults }: CircuitBreaker,
  { threshold, windowMs, action, probeMs }: BreakerSetting,
): string | undefined {
  if (!Number.isFinite(threshold) || threshold <= 0) return 'the threshold has to be above zero'
  if (FALLS.has(name) && threshold > 100) return 'nothing can fall by more than 100 %'
  if (unit === 'count' && !Number.isInteger(threshold)) return 'the threshold is a whole number'
  if (unit === 'count' && threshold > COUNT_MAX) {
    return `it counts to ${COUNT_MAX}, so that is the highest threshold`
  }
  if ((windowMs === null) !== (defaults.windowMs === null)) {
    return windowMs === null ? 'it needs to look back for some time' : 'it does not look back'
  }
  if (windowMs !== null && (windowMs < 1_000 || windowMs > WEEK_MS)) {
    return 'it can look back from 1 s to 7 d'
  }
  if (probeMs > WEEK_MS) return 'it can wait for 7 d at most before it heals'
  const actions = tripActionsOf(name)
  if (!actions.includes(action)) return `it can do one of these only: ${actions.join(', ')}`
  return undefined
}

/** In which ways a setting lets more through than the one before, in words. */
export function loosenedIn(before: BreakerSetting, after: BreakerSetting): readonly string[] {
  if (!before.isOn) return []
  if (!after.isOn) return ['it is switched off']
  const loosened: string[] = []
  if (after.threshold > before.threshold) {
    loosened.push(`it trips at ${after.threshold} instead of ${before.threshold}`)
  }
  if ((after.windowMs ?? 0) < (before.windowMs ?? 0)) {
    loosened.push(`it looks back for ${durationInWords(after.windowMs ?? 0)} only`)
  }
  if (severity(after.action) < severity(before.action)) {
    loosened.push(`a trip does less: ${after.action} instead of ${before.action}`)
  }
  if (before.isLatched && !after.isLatched) loosened.push('it heals by itself')
  if (!before.isLatched && !after.isLatched && after.probeMs < before.probeMs) {
    loosened.push(`it heals after ${durationInWords(after.probeMs)} already`)
  }
  return loosened
}

export function nonsensical(fault: string): Problem {
  return {
    code: 'nonsensical-breaker',
    message: `A breaker cannot be set so: ${fault}.`,
    action: 'Nothing was changed.',
  }
}

function severity(action: TripAction): number {
  return TRIP_ACTIONS.indexOf(action)
}
