import { hash } from 'node:crypto'
import type { AuditStore, ChainedEntry } from '../ports/audit-log.ts'

export const NOTHING_BEFORE = ''

/** SHA-256, in hexadecimal digits, over the hash before and the entry as JSON whose fields have one order. */
export function chainHash(before: string, entry: Omit<ChainedEntry, 'hash'>): string {
  const { id, time, actor, action, subject, detail } = entry
  const text = JSON.stringify([before, id, time, actor, action, subject, detail])
  return hash('sha256', text)
}

/** The id of the first entry that does not fit the chain or is missing, or nothing. */
export function firstBrokenIn(chain: AuditStore): number | undefined {
  let id = 1
  let before = NOTHING_BEFORE
  for (const entry of chain.readAudit()) {
    if (entry.id !== id || entry.hash !== chainHash(before, entry)) return id
    id += 1
    before = entry.hash
  }
  return id <= chain.lastAuditId() ? id : undefined
}
