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
  /** Looked for again after each entry. */
  verdict(): AuditVerdict
}

/** How far a chain had come: so many entries, the last with this hash. */
export interface AuditCheckpoint {
  readonly count: number
  readonly head: string
}

/**
 * What is to be said of an audit chain. altered: the entry with this id does not fit what is before it, or is missing. cut: fewer
 * entries than there were at the checkpoint. rewritten: another chain than the one that led through the checkpoint.
 */
export type AuditVerdict =
  | { readonly kind: 'intact'; readonly count: number; readonly anchoredCount: number | null }
  | { readonly kind: 'altered'; readonly id: number }
  | { readonly kind: 'cut'; readonly count: number; readonly anchoredCount: number }
  | { readonly kind: 'rewritten'; readonly anchoredCount: number }

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
  /** How many there were, and the hash of the newest that is there; empty where there is none. */
  auditEnd(): AuditCheckpoint
}

export type { AuditActor }
