import type { AuditStore } from '../ports/audit-log.ts'
import { type DiskParts, diskError } from './simulated-disk.ts'

/** The audit log on the same disk as the ledger: where that is full or busy, nothing is written. */
export function auditOnDisk(
  durable: AuditStore,
  { state, life }: Pick<DiskParts, 'state' | 'life'>,
): AuditStore {
  return {
    inOneCommit: (writes) => {
      life.point('before appendAudit')
      if (state.failure !== null) throw diskError(state.failure)
      durable.inOneCommit(writes)
      life.point('after appendAudit')
    },
    appendAudit: (entry) => durable.appendAudit(entry),
    loadRecentAudit: (limit) => durable.loadRecentAudit(limit),
    readAudit: () => durable.readAudit(),
    auditEnd: () => durable.auditEnd(),
    lastAuditId: () => durable.lastAuditId(),
  }
}
