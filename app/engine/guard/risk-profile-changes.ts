import { limitChanges } from '../../contract/limit-changes.ts'
import {
  limitsOfProfile,
  RISK_PROFILES,
  type RiskProfileName,
} from '../../contract/risk-profiles.ts'
import type { LimitsView } from '../../contract/risk-view.ts'
import type { BreakerName } from '../../domain/breaker.ts'
import type { Mode } from '../../domain/mode.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import { completeSettings } from '../../risk/all-breakers.ts'
import { limitsFrom, limitsViewOf } from '../view/limits-view.ts'
import { type LimitsChange, writeLimits } from './bot-limits.ts'
import { type BreakerSettingChange, breakerEntry } from './breaker-entry.ts'
import { loosenedIn } from './breaker-settings.ts'
import { ARMED_RISK_LIMITS, startingLimits } from './default-limits.ts'

/** What a risk profile makes of an account's limits and breakers. */
export interface RiskProfileChanges {
  readonly limits: readonly LimitsChange[]
  readonly breakers: readonly BreakerSettingChange[]
}

export const NO_PROFILE_CHANGES: RiskProfileChanges = { limits: [], breakers: [] }

/**
 * What is to be changed for a profile to hold; where none was chosen, that real money starts small. An account of real money
 * that is there already keeps what is tighter: that is loosened under Risk, where it is asked about.
 * @param ledger absent while the account is still to be made
 */
export function riskProfileChanges(
  profile: RiskProfileName | null,
  mode: Mode,
  ledger: Pick<LedgerStore, 'loadLimits' | 'loadGuard'> | undefined,
): RiskProfileChanges {
  const isArmedAnew = mode === 'live' && ledger === undefined
  const keepsTighter = mode === 'live' && !isArmedAnew
  const stored = new Map(ledger?.loadLimits()).get('account') ?? startingLimits(mode)
  const before = limitsViewOf(stored)
  const own = isArmedAnew ? limitsViewOf(ARMED_RISK_LIMITS) : before
  const wanted = profile === null ? own : limitsOfProfile(profile, own)
  const after = keepsTighter ? tighterOf(before, wanted) : wanted
  const changes = limitChanges(before, after)
  const limits = { scope: 'account', limits: limitsFrom(after), actor: 'window', changes } as const
  return {
    limits: changes.length > 0 ? [limits] : [],
    breakers: (profile === null ? [] : breakerChanges(profile, ledger)).filter(
      (one) => !keepsTighter || loosenedIn(one.before, one.after).length === 0,
    ),
  }
}

/** Each with its entry in the audit log, in one commit. The account must not have been opened yet. */
export function writeProfileChanges(
  { limits, breakers }: RiskProfileChanges,
  ledger: Pick<LedgerStore, 'saveLimits' | 'loadGuard' | 'saveGuard'>,
  audit: AuditLog,
): void {
  writeLimits(limits, ledger, audit)
  for (const change of breakers) {
    const record = ledger.loadGuard()
    const settings = { ...record.settings, [change.name]: change.after }
    audit.append(breakerEntry(change, 'window'), () => ledger.saveGuard({ ...record, settings }))
  }
}

function breakerChanges(
  profile: RiskProfileName,
  ledger: Pick<LedgerStore, 'loadGuard'> | undefined,
): readonly BreakerSettingChange[] {
  const settings = completeSettings(ledger?.loadGuard().settings ?? {})
  return Object.entries(RISK_PROFILES[profile].breakers).flatMap(([breaker, wanted]) => {
    const name = breaker as BreakerName
    const before = settings[name]
    const after = { ...before, isOn: true, ...wanted }
    const isSame = before.isOn && isSubset(wanted, before)
    return isSame ? [] : [{ name, before, after }]
  })
}

function isSubset<Whole extends object>(part: Partial<Whole>, whole: Whole): boolean {
  return Object.entries(part).every(([key, value]) => whole[key as keyof Whole] === value)
}

function tighterOf(before: LimitsView, wanted: LimitsView): LimitsView {
  const fields = Object.keys(wanted) as (keyof LimitsView)[]
  const tighter = fields.map((field) => {
    const isLooser = limitChanges(before, { ...before, [field]: wanted[field] }).some(
      (change) => change.isLooser,
    )
    return [field, isLooser ? before[field] : wanted[field]]
  })
  return { ...before, ...Object.fromEntries(tighter) }
}
