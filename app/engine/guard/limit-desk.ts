import { verdictText } from '../../audit/audit-verdict.ts'
import { limitChanges } from '../../contract/limit-changes.ts'
import { limitFaults } from '../../contract/limit-faults.ts'
import type { Answer } from '../../contract/requests.ts'
import type {
  AuditEntryView,
  LimitsAnswer,
  LimitsView,
  RiskView,
} from '../../contract/risk-view.ts'
import { shortened } from '../../contract/values.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import { failure, type Problem, success } from '../../domain/result.ts'
import { type LimitScope, NO_LIMITS, type RiskLimits } from '../../domain/risk-limits.ts'
import type { AuditLog, ChainedEntry } from '../../ports/audit-log.ts'
import type { SettingsStore } from '../../storage/settings-store.ts'
import type { AccountSession } from '../session/account-session.ts'
import { PROFILE_DOCUMENTS } from '../session/profile-documents.ts'
import { limitsFrom, limitsViewOf } from '../view/limits-view.ts'
import { limitsEntry } from './limits-entry.ts'

/** What the screen shows of the audit log. */
const AUDIT_SHOWN = 200

/** What the desk needs of an account that is open. */
export type LimitedAccount = Pick<
  AccountSession,
  'mode' | 'engine' | 'audit' | 'ledger' | 'changeLimits'
>

export interface LimitDeskParts {
  readonly settings: SettingsStore
  /** Of what holds for all accounts. */
  readonly audit: AuditLog
  readonly session: () => LimitedAccount | null
  /** Whether real money can be traded in any account of the profile, open or not. */
  readonly hasLiveAccount: () => boolean
}

export interface LimitsWish {
  readonly scope: LimitScope
  readonly limits: LimitsView
  readonly actor: AuditActor
  /** Somebody has read what is loosened and wants it all the same. */
  readonly isConfirmed: boolean
}

/** The limits of the profile and of the account that is open: how they are read, and how they are changed. */
export class LimitDesk {
  readonly #parts: LimitDeskParts

  constructor(parts: LimitDeskParts) {
    this.#parts = parts
  }

  /** Of all accounts. */
  globalLimits(): RiskLimits {
    const stored = this.#parts.settings.load('limits', PROFILE_DOCUMENTS.limits)
    return stored === undefined ? NO_LIMITS : limitsFrom(stored)
  }

  /** Throws a `StoreError` when they cannot be written. */
  async save({ scope, limits, actor, isConfirmed }: LimitsWish): Promise<Answer<LimitsAnswer>> {
    const [fault] = Object.entries(limitFaults(limits))
    if (fault !== undefined) return failure(badLimit(fault))
    const session = this.#parts.session()
    const before = this.#limitsOf(scope, session)
    if (before === undefined) return failure(NOBODY)
    const after = limitsFrom(limits)
    const changes = limitChanges(limitsViewOf(before), limitsViewOf(after))
    const loosened = changes.filter(({ isLooser }) => isLooser).map(({ words }) => shortened(words))
    if (loosened.length > 0 && !isConfirmed && this.#isRealMoney(scope, session)) {
      return success({ kind: 'unconfirmed', loosened })
    }
    if (changes.length > 0) await this.#store(scope, after, limitsEntry(scope, actor, changes))
    return success({ kind: 'saved' })
  }

  view(): Pick<RiskView, 'limits' | 'audit' | 'auditVerdicts'> {
    const session = this.#parts.session()
    const account = this.#limitsOf('account', session) ?? NO_LIMITS
    const runners = session?.engine.runners ?? []
    const bots = runners.map(({ bot: { id } }) => {
      const limits = this.#limitsOf(`bot:${id}`, session) ?? NO_LIMITS
      return [id, limitsViewOf(limits)] as const
    })
    return {
      limits: {
        global: limitsViewOf(this.globalLimits()),
        account: limitsViewOf(account),
        bots: Object.fromEntries(bots),
      },
      audit: this.#recentEntries(session),
      auditVerdicts: [
        verdictView('The profile’s log', this.#parts.audit),
        ...(session ? [verdictView('This account’s log', session.audit)] : []),
      ],
    }
  }

  /** What holds for all accounts holds for a live one that is opened later, too. */
  #isRealMoney(scope: LimitScope, session: LimitedAccount | null): boolean {
    return session?.mode === 'live' || (scope === 'global' && this.#parts.hasLiveAccount())
  }

  /** Nothing where there is nobody to limit. */
  #limitsOf(scope: LimitScope, session: LimitedAccount | null): RiskLimits | undefined {
    if (scope === 'global') return this.globalLimits()
    if (session === null) return undefined
    const { limits, runners } = session.engine
    const isKnown = scope === 'account' || runners.some(({ bot }) => scope === `bot:${bot.id}`)
    return isKnown ? limits.get(scope) : undefined
  }

  async #store(
    scope: LimitScope,
    limits: RiskLimits,
    entry: ReturnType<typeof limitsEntry>,
  ): Promise<void> {
    const { settings, audit } = this.#parts
    const session = this.#parts.session()
    const store = () => {
      if (scope === 'global') {
        audit.append(entry, () => settings.save('limits', limitsViewOf(limits)))
      } else {
        session?.audit.append(entry, () => session.ledger.saveLimits(scope, limits))
      }
    }
    if (session === null) store()
    else await session.changeLimits({ scope, limits, store })
  }

  /** Those of the profile have negative ids, so that no two are the same. */
  #recentEntries(session: LimitedAccount | null): AuditEntryView[] {
    const profile = this.#parts.audit.loadRecent(AUDIT_SHOWN).map((entry) => entryView(entry, -1))
    const account = session?.audit.loadRecent(AUDIT_SHOWN).map((entry) => entryView(entry, 1)) ?? []
    return [...profile, ...account].sort((one, other) => one.time - other.time).slice(-AUDIT_SHOWN)
  }
}

function verdictView(name: string, log: AuditLog) {
  const verdict = log.verdict()
  return { name, isIntact: verdict.kind === 'intact', text: verdictText(verdict) }
}

function entryView({ id, time, actor, action, subject, detail }: ChainedEntry, sign: 1 | -1) {
  return { id: sign * id, time, actor, action, subject, detail: shortened(detail) }
}

function badLimit([field, fault]: readonly [string, string]): Problem {
  return {
    code: 'bad-limit',
    message: `The limits were not changed. ${field}: ${fault}`,
    action: 'Correct it and save again.',
  }
}

const NOBODY: Problem = {
  code: 'no-such-level',
  message: 'There is no such account or bot to limit.',
  action: 'Open the account first.',
}
