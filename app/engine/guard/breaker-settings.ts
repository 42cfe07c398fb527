import { probeFault, thresholdFault, windowFault } from '../../contract/breaker-faults.ts'
import { tripActionsOf } from '../../contract/trip-actions.ts'
import type { BreakerSetting, TripAction } from '../../domain/breaker.ts'
import { TRIP_ACTIONS } from '../../domain/breaker.ts'
import type { Problem } from '../../domain/result.ts'
import type { CircuitBreaker } from '../../risk/circuit-breaker.ts'
import { durationInWords } from '../../risk/reading-in-words.ts'

/** Why a breaker cannot be set so, or nothing. */
export function settingFault(
  { name, unit, defaults }: CircuitBreaker,
  { threshold, windowMs, action, probeMs }: BreakerSetting,
): string | undefined {
  if ((windowMs === null) !== (defaults.windowMs === null)) {
    return windowMs === null ? 'it needs to look back for some time' : 'it does not look back'
  }
  const actions = tripActionsOf(name)
  if (!actions.includes(action)) return `it can do one of these only: ${actions.join(', ')}`
  return thresholdFault({ name, unit }, threshold) ?? windowFault(windowMs) ?? probeFault(probeMs)
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
