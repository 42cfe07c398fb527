import type { GuardRecord } from '../domain/guard-record.ts'
import type { AuditLog } from './audit-log.ts'

/** Where it is kept what guards trading. Written durably before a method returns. */
export interface GuardStore {
  loadGuard(): GuardRecord
  saveGuard(record: GuardRecord): void
}

/** What holds for all accounts of a profile, with the log of its changes. */
export interface ProfileGuard extends GuardStore {
  readonly audit: AuditLog
}
