import { createHash } from 'node:crypto'
import type { AuditEntry } from '../domain/audit-entry.ts'
import type { AuditLog, AuditStore, ChainedEntry } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'

const NOTHING_BEFORE = ''

/**
 * An audit log as a chain of hashes: an entry that is altered, taken out or put in later no longer fits. Whoever can write
 * the whole file can also make a whole new chain: it shows accidents and careless hands, and does not replace a backup.
 */
export class ChainedAuditLog implements AuditLog {
  readonly #store: AuditStore
  readonly #clock: Pick<Clock, 'now'>

  constructor(store: AuditStore, clock: Pick<Clock, 'now'>) {
    this.#store = store
    this.#clock = clock
  }

  /** The last entry is read each time: appending is rare, and two logs on one store stay one chain. */
  append(entry: Omit<AuditEntry, 'time'>, change?: () => void): void {
    this.#store.inOneCommit(() => {
      const [last] = this.#store.loadRecentAudit(1)
      const next = { ...entry, time: this.#clock.now(), id: this.#store.lastAuditId() + 1 }
      this.#store.appendAudit({ ...next, hash: chainHash(last?.hash ?? NOTHING_BEFORE, next) })
      change?.()
    })
  }

  loadRecent(limit: number): readonly ChainedEntry[] {
    return this.#store.loadRecentAudit(limit)
  }

  firstBroken(): number | undefined {
    let id = 1
    let before = NOTHING_BEFORE
    for (const entry of this.#store.readAudit()) {
      if (entry.id !== id || entry.hash !== chainHash(before, entry)) return id
      id += 1
      before = entry.hash
    }
    return id <= this.#store.lastAuditId() ? id : undefined
  }
}

/** SHA-256, in hexadecimal digits, over the hash before and the entry as JSON whose fields have one order. */
function chainHash(before: string, entry: Omit<ChainedEntry, 'hash'>): string {
  const { id, time, actor, action, subject, detail } = entry
  const text = JSON.stringify([before, id, time, actor, action, subject, detail])
  return createHash('sha256').update(text).digest('hex')
}
