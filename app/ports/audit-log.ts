import type { AuditActor, AuditEntry } from '../domain/audit-entry.ts'

/** An entry with its place in the chain: each hash covers the entry and the hash before. */
export interface ChainedEntry extends AuditEntry {
  /** 1, 2, 3 … without a gap. */
  readonly id: number
  readonly hash: string
}

/** What was changed, and by whom: appended durably before the change it tells of, never altered. */
export interface AuditLog {
  /**
   * With a change, which has to be one of the same database, both are in one commit: neither is there without the other.
   * What throws wrote nothing.
   */
  append(entry: Omit<AuditEntry, 'time'>, change?: () => void): void
  /** The newest, oldest first. */
  loadRecent(limit: number): readonly ChainedEntry[]
  /** The id of the first entry that does not fit the chain or is missing, or nothing. */
  firstBroken(): number | undefined
}

/** Where a chain is kept. It takes what it is given: that the entries fit is found out by whoever reads them. */
export interface AuditStore {
  inOneCommit(writes: () => void): void
  appendAudit(entry: ChainedEntry): void
  /** The newest, oldest first. */
  loadRecentAudit(limit: number): readonly ChainedEntry[]
  /** Oldest first. */
  readAudit(): Iterable<ChainedEntry>
  /** The id of the last entry there ever was, or 0. */
  lastAuditId(): number
}

export type { AuditActor }
