import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import { NOTHING_GUARDED } from '../../domain/guard-record.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ProfileBackups } from '../../storage/profile-backup.ts'
import { ProfilePaths } from '../../storage/profile-paths.ts'
import { SettingsStore } from '../../storage/settings-store.ts'
import { PROFILE_DOCUMENTS } from './profile-documents.ts'

export interface PutBackWish {
  readonly name: string
  readonly actor: AuditActor
}

/**
 * Puts a backup in the place of a profile that nobody has open. The exchange went on since: so all trading is halted until
 * somebody has looked and resumes it. What the profile held is a backup from then on; returns its name. Throws a `StoreError`
 * where the backup cannot be read, and has changed nothing then.
 */
export function putBackBackup(
  backups: ProfileBackups,
  { name, actor }: PutBackWish,
  clock: Clock,
): Result<string, Problem> {
  if (!backups.names().includes(name)) return failure(unknown(name))
  const time = clock.now()
  const before = `${new Date(time).toISOString().slice(0, 19).replaceAll(':', '.')} before a backup`
  backups.putBack(name, (copy) => {
    haltAll(new ProfilePaths(copy).settings, { name, actor, clock })
    // Only now: a backup that cannot be read costs no other its place.
    backups.make(before, name)
  })
  return success(before)
}

function haltAll(file: string, { name, actor, clock }: PutBackWish & { readonly clock: Clock }) {
  const settings = new SettingsStore(file)
  try {
    const guard = settings.load('guard', PROFILE_DOCUMENTS.guard) ?? NOTHING_GUARDED
    const reason = `the backup ${name} was put back`
    const halted = { state: 'halted', reason, since: clock.now() } as const
    const audit = new ChainedAuditLog(settings.audit, clock)
    audit.append(
      { actor, action: 'backup put back', subject: name, detail: 'all trading is halted' },
      () => settings.save('guard', { ...guard, states: { ...guard.states, global: halted } }),
    )
  } finally {
    settings.close()
  }
}

function unknown(name: string): Problem {
  return {
    code: 'backup-unknown',
    message: `There is no backup "${name}".`,
    action: 'Nothing was changed. `cryptobot backups` lists those that there are.',
  }
}
