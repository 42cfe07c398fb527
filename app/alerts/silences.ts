import { isAtLeast } from '../domain/alert.ts'
import type { AlertRule } from '../domain/alert-rule.ts'

/** Whether people are told less, later or elsewhere by the rules that are to come than by those that there are. */
export function silences(before: readonly AlertRule[], after: readonly AlertRule[]): boolean {
  const kinds = new Set(before.map(({ kind }) => kind))
  return [...kinds].some((kind) => isSilenced(ruleOf(before, kind), ruleOf(after, kind)))
}

/** The first that names a kind decides about it. */
function ruleOf(rules: readonly AlertRule[], kind: AlertRule['kind']): AlertRule | undefined {
  return rules.find((rule) => rule.kind === kind)
}

function isSilenced(from: AlertRule | undefined, to: AlertRule | undefined): boolean {
  if (from === undefined || !from.isOn) return false
  if (to === undefined || !to.isOn) return true
  return (
    !isAtLeast(from.severityMin, to.severityMin) ||
    from.channelIds.some((id) => !to.channelIds.includes(id)) ||
    isQuieter(from.quietHours, to.quietHours) ||
    to.perHourMax < from.perHourMax ||
    to.groupMs > from.groupMs
  )
}

/** Other hours than before count: some of them are quiet that were not. */
function isQuieter(from: AlertRule['quietHours'], to: AlertRule['quietHours']): boolean {
  if (to === null || to.from === to.until) return false
  if (from === null || from.from !== to.from || from.until !== to.until) return true
  return !isAtLeast(from.severityMin, to.severityMin)
}
