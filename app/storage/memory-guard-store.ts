import { type GuardRecord, NOTHING_GUARDED } from '../domain/guard-record.ts'
import type { AuditLog } from '../ports/audit-log.ts'
import type { ProfileGuard } from '../ports/guard-store.ts'

/** A profile's guard that lives as long as the process: backtests and benchmarks. */
export function memoryProfileGuard(audit: AuditLog): ProfileGuard {
  let record: GuardRecord = NOTHING_GUARDED
  return {
    audit,
    loadGuard: () => record,
    saveGuard: (next) => {
      record = next
    },
  }
}
