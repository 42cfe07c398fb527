import type { AuditActor } from '../../domain/audit-entry.ts'
import type { BreakerName, BreakerSetting } from '../../domain/breaker.ts'
import type { AuditLog } from '../../ports/audit-log.ts'

/** A breaker that is to be set otherwise. */
export interface BreakerSettingChange {
  readonly name: BreakerName
  readonly before: BreakerSetting
  readonly after: BreakerSetting
}

/** What the audit log keeps of a breaker that was set otherwise. */
export function breakerEntry(
  { name, before, after }: BreakerSettingChange,
  actor: AuditActor,
): Parameters<AuditLog['append']>[0] {
  const detail = `from ${inWords(before)} to ${inWords(after)}`
  return { actor, action: 'breaker changed', subject: name, detail }
}

function inWords({
  isOn,
  threshold,
  windowMs,
  action,
  isLatched,
  probeMs,
}: BreakerSetting): string {
  if (!isOn) return 'off'
  const window = windowMs === null ? '' : ` within ${windowMs} ms`
  const end = isLatched ? 'latched' : `heals after ${probeMs} ms`
  return `${threshold}${window}: ${action}, ${end}`
}
