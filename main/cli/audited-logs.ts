import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditAnchor } from '../../app/audit/audit-anchor.ts'
import type { AuditAnchors } from '../../app/audit/audit-anchors.ts'
import { verdictOn, verdictText } from '../../app/audit/audit-verdict.ts'
import { ChainedAuditLog } from '../../app/audit/chained-audit-log.ts'
import { type Result, success } from '../../app/domain/result.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { AuditStore, AuditVerdict } from '../../app/ports/audit-log.ts'
import type { SecretFailure } from '../../app/ports/secret-store.ts'
import { AuditFile } from '../../app/storage/audit-file.ts'
import { LEDGER_FILE } from '../../app/storage/ledger-file.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'

/** One audit log of a profile: its own, named "profile", or an account's, named as that is. */
export interface AuditedLog {
  readonly name: string
  readonly store: AuditStore
  readonly anchor: AuditAnchor
  readonly close: () => void
}

/** An account that a reset put aside has no checkpoint any more: that belongs to the one in its place. */
const PUT_ASIDE = /-(archived-\d+|new)$/

export function auditedLogs(directory: string, anchors: AuditAnchors): readonly AuditedLog[] {
  const paths = new ProfilePaths(directory)
  const accounts = paths.accountIds().map((id) => ({
    name: id,
    path: join(paths.account(id), LEDGER_FILE),
    anchor: anchors.ofAccount(id),
  }))
  const profile = { name: 'profile', path: paths.settings, anchor: anchors.ofProfile() }
  return [profile, ...accounts]
    .filter(({ name, path }) => existsSync(path) && !PUT_ASIDE.test(name))
    .map(({ name, path, anchor }) => {
      const file = new AuditFile(path)
      return { name, anchor, store: file.store, close: () => file.close() }
    })
}

export function closeLogs(logs: readonly AuditedLog[]): void {
  for (const { close } of logs) close()
}

export interface Verified {
  readonly verdict: AuditVerdict
  /** Why the checkpoint is not known; null where it is. */
  readonly keychainFailure: SecretFailure | null
}

export async function verify({ store, anchor }: AuditedLog): Promise<Verified> {
  const checkpoint = await anchor.load()
  const verdict = verdictOn(store, checkpoint.ok ? checkpoint.value : undefined)
  return { verdict, keychainFailure: checkpoint.ok ? null : checkpoint.error }
}

/** One that fits its checkpoint is left as it is. */
export async function acceptLog(
  log: AuditedLog,
  reason: string,
): Promise<Result<null, SecretFailure>> {
  const { verdict } = await verify(log)
  if (verdict.kind === 'intact') return success(null)
  const detail = `${verdictText(verdict)}: "${reason}"`
  new ChainedAuditLog(log.store, systemClock).append({
    ...{ actor: 'command-line', action: 'log accepted', subject: log.name, detail },
  })
  const [last] = log.store.loadRecentAudit(1)
  return log.anchor.accept({ count: last?.id ?? 0, head: last?.hash ?? '' })
}
