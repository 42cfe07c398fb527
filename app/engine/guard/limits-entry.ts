import type { LimitChange } from '../../contract/limit-changes.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import type { LimitScope } from '../../domain/risk-limits.ts'
import type { AuditLog } from '../../ports/audit-log.ts'

type Entry = Parameters<AuditLog['append']>[0]

/** What the audit log keeps of a change of limits. */
export function limitsEntry(
  scope: LimitScope,
  actor: AuditActor,
  changes: readonly LimitChange[],
): Entry {
  return {
    actor,
    action: 'limits changed',
    subject: WORDS[scope] ?? scope,
    detail: changes.map(({ words }) => words).join('; '),
  }
}

const WORDS: Readonly<Record<string, string>> = { global: 'all accounts', account: 'the account' }
