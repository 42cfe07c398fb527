import type { AuditCheckpoint, AuditStore, AuditVerdict } from '../ports/audit-log.ts'
import { firstBrokenIn } from './audit-chain.ts'

/** Without a checkpoint only the chain itself speaks: then nobody can tell whether its end was cut off. */
export function verdictOn(chain: AuditStore, checkpoint: AuditCheckpoint | null): AuditVerdict {
  const anchoredCount = checkpoint?.count ?? 0
  let count = 0
  let isPassed = checkpoint === null || anchoredCount === 0
  for (const { hash } of chain.readAudit()) {
    count += 1
    if (count === anchoredCount) isPassed = hash === checkpoint?.head
  }
  if (count < anchoredCount) return { kind: 'cut', count, anchoredCount }
  const id = firstBrokenIn(chain)
  if (id !== undefined) return { kind: 'altered', id }
  if (!isPassed) return { kind: 'rewritten', anchoredCount }
  return { kind: 'intact', count, anchoredCount }
}

/** In words for people. */
export function verdictText(verdict: AuditVerdict): string {
  switch (verdict.kind) {
    case 'intact':
      return verdict.anchoredCount === 0
        ? `intact: ${verdict.count} entries, each chained to the one before; no checkpoint is kept yet`
        : `intact: ${verdict.count} entries, ${verdict.anchoredCount} of them held by the checkpoint in the keychain`
    case 'altered':
      return `not intact: entry ${verdict.id} was altered, or is missing`
    case 'cut':
      return `not intact: it has ${verdict.count} entries, and had ${verdict.anchoredCount} at the last checkpoint`
    case 'rewritten':
      return `not intact: its first ${verdict.anchoredCount} entries are not those of the last checkpoint`
  }
}
