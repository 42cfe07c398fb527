import type { AuditCheckpoint, AuditStore, ChainedEntry } from '../ports/audit-log.ts'

/** An audit log that lives as long as the process: backtests, benchmarks, simulation. */
export class MemoryAuditStore implements AuditStore {
  readonly #entries: ChainedEntry[] = []

  inOneCommit(writes: () => void): void {
    const { length } = this.#entries
    try {
      writes()
    } catch (error) {
      this.#entries.length = length
      throw error
    }
  }

  appendAudit(entry: ChainedEntry): void {
    this.#entries.push(entry)
  }

  loadRecentAudit(limit: number): readonly ChainedEntry[] {
    return limit === 0 ? [] : this.#entries.slice(-limit)
  }

  readAudit(): Iterable<ChainedEntry> {
    return this.#entries
  }

  auditEnd(): AuditCheckpoint {
    return { count: this.#entries.length, head: this.#entries.at(-1)?.hash ?? '' }
  }

  lastAuditId(): number {
    return this.#entries.length
  }
}
