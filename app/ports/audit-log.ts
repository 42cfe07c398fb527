import type { AuditActor, AuditEntry } from '../domain/audit-entry.ts'

/** An entry with its place in the chain: each hash covers the entry and the hash before. */
export interface ChainedEntry extends AuditEntry {
  readonly id: number
  readonly hash: string
}

/** What was changed, and by whom: appended durably before the change it tells of, never altered. */
export interface AuditLog {
  append(entry: Omit<AuditEntry, 'time'>): void
  /** The newest, oldest first. */
  loadRecent(limit: number): readonly ChainedEntry[]
  /** The id of the first entry that does not fit the chain, or nothing. */
  firstBroken(): number | undefined
}

export type { AuditActor }
