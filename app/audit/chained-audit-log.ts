import type { AuditEntry } from '../domain/audit-entry.ts'
import type {
  AuditCheckpoint,
  AuditLog,
  AuditStore,
  AuditVerdict,
  ChainedEntry,
} from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { AuditAnchor } from './audit-anchor.ts'
import { chainHash, NOTHING_BEFORE } from './audit-chain.ts'
import { verdictOn } from './audit-verdict.ts'

interface Found {
  readonly lastId: number
  readonly checkpoint: AuditCheckpoint | null | undefined
  readonly verdict: AuditVerdict
}

/**
 * An audit log as a chain of hashes: an entry that is altered, taken out or put in later no longer fits. Whoever can write
 * the whole file can also make a whole new chain, or cut off its end: that shows where an anchor holds it.
 */
export class ChainedAuditLog implements AuditLog {
  readonly #store: AuditStore
  readonly #clock: Pick<Clock, 'now'>
  readonly #anchor: AuditAnchor | undefined
  #found: Found | undefined

  constructor(store: AuditStore, clock: Pick<Clock, 'now'>, anchor?: AuditAnchor) {
    this.#store = store
    this.#clock = clock
    this.#anchor = anchor
  }

  /** The last entry is read each time: appending is rare, and two logs on one store stay one chain. */
  append(entry: Omit<AuditEntry, 'time'>, change?: () => void): void {
    let checkpoint = { count: 0, head: NOTHING_BEFORE }
    this.#store.inOneCommit(() => {
      const { count, head } = this.#store.auditEnd()
      const next = { ...entry, time: this.#clock.now(), id: count + 1 }
      const hash = chainHash(head, next)
      this.#store.appendAudit({ ...next, hash })
      checkpoint = { count: next.id, head: hash }
      change?.()
    })
    this.#anchor?.advance(checkpoint, this.#store)
  }

  loadRecent(limit: number): readonly ChainedEntry[] {
    return this.#store.loadRecentAudit(limit)
  }

  /** To go through all of it takes long, so what was found holds until there is another entry or checkpoint. */
  verdict(): AuditVerdict {
    const lastId = this.#store.lastAuditId()
    const checkpoint = this.#anchor === undefined ? null : this.#anchor.checkpoint
    const found = this.#found
    if (found?.lastId === lastId && found.checkpoint === checkpoint) return found.verdict
    const verdict = verdictOn(this.#store, checkpoint)
    this.#found = { lastId, checkpoint, verdict }
    return verdict
  }
}
