import type { AuditCheckpoint, AuditStore, AuditVerdict } from '../ports/audit-log.ts'
import { firstBrokenIn } from './audit-chain.ts'

/**
 * Null where there is no checkpoint yet, nothing where it is not known: then only the chain itself speaks, and nobody can tell
 * whether its end was cut off.
 */
export function verdictOn(
  chain: AuditStore,
  checkpoint: AuditCheckpoint | null | undefined,
): AuditVerdict {
  const anchoredCount = checkpoint?.count ?? 0
  let count = 0
  let isPassed = anchoredCount === 0
  for (const { id, hash } of chain.readAudit()) {
    count = id
    if (id === anchoredCount) isPassed = hash === checkpoint?.head
  }
  if (count < anchoredCount) return { kind: 'cut', count, anchoredCount }
  const id = firstBrokenIn(chain)
  if (id !== undefined) return { kind: 'altered', id }
  if (!isPassed) return { kind: 'rewritten', anchoredCount }
  return { kind: 'intact', count, anchoredCount: checkpoint === undefined ? null : anchoredCount }
}

/** In words for people. */
export function verdictText(verdict: AuditVerdict): string {
  switch (verdict.kind) {
    case 'intact':
      return `intact: ${verdict.count} entries, each chained to the one before; ${checkpointText(verdict.anchoredCount)}`
    case 'altered':
      return `not intact: entry ${verdict.id} was altered, or is missing`
    case 'cut':
      return `not intact: it has ${verdict.count} entries, and had ${verdict.anchoredCount} at the last checkpoint`
    case 'rewritten':
      return `not intact: its first ${verdict.anchoredCount} entries are not those of the last checkpoint`
  }
}

function checkpointText(anchoredCount: number | null): string {
  if (anchoredCount === null) return 'its checkpoint in the keychain is not known'
  if (anchoredCount === 0) return 'no checkpoint is kept yet'
  return `${anchoredCount} of them held by the checkpoint in the keychain`
}
