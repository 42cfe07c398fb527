import { type LimitChange, limitChanges } from '../../contract/limit-changes.ts'
import type { LimitsView } from '../../contract/risk-view.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import type { Mode } from '../../domain/mode.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { type LimitScope, NO_LIMITS, type RiskLimits } from '../../domain/risk-limits.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import { limitsFrom, limitsViewOf } from '../view/limits-view.ts'
import { limitsEntry } from './limits-entry.ts'

/** What bots are limited to from when their account is opened, in place of what was set before. */
export interface BotLimits {
  /** By bot; `limitFaults` has found nothing wrong with them. */
  readonly of: ReadonlyMap<string, LimitsView>
  readonly actor: AuditActor
  /** Somebody wants what is loosened, although real money is at risk. */
  readonly isConfirmed: boolean
}

/** Limits that are to be others from when an account is opened, with what that changes. */
export interface LimitsChange {
  readonly scope: LimitScope
  readonly limits: RiskLimits
  readonly actor: AuditActor
  readonly changes: readonly LimitChange[]
}

/** What differs from what is stored; a problem where it lets more through and that has to be confirmed. */
export function botLimitsChanges(
  { of, actor, isConfirmed }: BotLimits,
  ledger: Pick<LedgerStore, 'loadLimits'> | undefined,
  mode: Mode,
): Result<readonly LimitsChange[], Problem> {
  const stored = new Map(ledger?.loadLimits())
  const wanted = [...of].map(([botId, limits]): LimitsChange => {
    const scope: LimitScope = `bot:${botId}`
    const before = limitsViewOf(stored.get(scope) ?? NO_LIMITS)
    return { scope, limits: limitsFrom(limits), actor, changes: limitChanges(before, limits) }
  })
  const loosened = wanted.flatMap(({ scope, changes }) =>
    changes.filter(({ isLooser }) => isLooser).map(({ words }) => `${scope}: ${words}`),
  )
  if (mode === 'live' && loosened.length > 0 && !isConfirmed) return failure(looser(loosened))
  return success(wanted.filter(({ changes }) => changes.length > 0))
}

/** Each with its entry in the audit log, in one commit. */
export function writeLimits(
  wanted: readonly LimitsChange[],
  ledger: Pick<LedgerStore, 'saveLimits'>,
  audit: AuditLog,
): void {
  for (const { scope, limits, actor, changes } of wanted) {
    audit.append(limitsEntry(scope, actor, changes), () => ledger.saveLimits(scope, limits))
  }
}

function looser(loosened: readonly string[]): Problem {
  return {
    code: 'looser-limits',
    message: `This would loosen limits while real money trades: ${loosened.join('; ')}.`,
    action: 'Confirm it with --loosen-limits, or leave the limits as they are.',
  }
}
