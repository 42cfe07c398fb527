import type { AuditEntry } from '../../domain/audit-entry.ts'
import type { Trip } from '../../domain/breaker.ts'
import { type GuardRecord, type PastBreakerChange, resetKey } from '../../domain/guard-record.ts'
import type { TradingScope, TradingStatus } from '../../domain/trading-state.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { ProfileGuard } from '../../ports/guard-store.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'

export interface GuardBookParts {
  readonly ledger: Pick<LedgerStore, 'loadGuard' | 'saveGuard'>
  /** Of the account. */
  readonly audit: AuditLog
  readonly profile: ProfileGuard
}

/** What is changed, in the words of the audit log. */
export type Entry = Omit<AuditEntry, 'time'>
type Change = (record: GuardRecord) => GuardRecord

/**
 * States, trips and settings: what holds for the account, and what holds for the whole profile. What is stricter is in
 * force at once and then stored; what lets more through is stored first. Each change is in the audit log.
 */
export class GuardBook {
  readonly #parts: GuardBookParts
  #account: GuardRecord
  #profile: GuardRecord
  #trips: readonly Trip[] = []
  #isNothingHeld = true

  /** Trips that heal by themselves are not taken up: what is still so is found at the first look. */
  constructor(parts: GuardBookParts) {
    this.#parts = parts
    this.#account = withLatchedTrips(parts.ledger.loadGuard())
    this.#profile = withLatchedTrips(parts.profile.loadGuard())
    this.#gather()
  }

  /** Of the account. */
  get record(): GuardRecord {
    return this.#account
  }

  /** All that are in force, those of the whole profile first. */
  get trips(): readonly Trip[] {
    return this.#trips
  }

  /** Those of the whole profile first. */
  get changes(): readonly PastBreakerChange[] {
    return [...this.#profile.changes, ...this.#account.changes]
  }

  /** No breaker has tripped, and nobody has set a state for a bot or for all accounts. */
  get isNothingHeld(): boolean {
    return this.#isNothingHeld
  }

  /** What a person has set for a bot, or for all accounts. */
  state(scope: TradingScope): TradingStatus | undefined {
    return (scope === 'global' ? this.#profile : this.#account).states[scope]
  }

  /** Since when a breaker looks back, if it was reset. */
  resetAt(name: Trip['name'], scope: TradingScope): number {
    const { resets } = scope === 'global' ? this.#profile : this.#account
    return resets[resetKey(name, scope)] ?? Number.NEGATIVE_INFINITY
  }

  /** Throws a `StoreError` when it cannot be stored: it is in force all the same. */
  tighten(scope: TradingScope, entry: Entry, change: Change): void {
    const record = change(this.#recordOf(scope))
    this.#adopt(scope, record)
    this.#store(scope, record, entry)
  }

  /** Throws a `StoreError`, and nothing has changed, when it cannot be stored. */
  loosen(scope: TradingScope, entry: Entry, change: Change): void {
    const record = change(this.#recordOf(scope))
    this.#store(scope, record, entry)
    this.#adopt(scope, record)
  }

  /** What is no change of anybody's mind: it is not in the audit log. */
  note(change: Change): void {
    const record = change(this.#account)
    this.#adopt('account', record)
    this.#parts.ledger.saveGuard(record)
  }

  #recordOf(scope: TradingScope): GuardRecord {
    return scope === 'global' ? this.#profile : this.#account
  }

  #adopt(scope: TradingScope, record: GuardRecord): void {
    if (scope === 'global') this.#profile = record
    else this.#account = record
    this.#gather()
  }

  #store(scope: TradingScope, record: GuardRecord, entry: Entry): void {
    const { ledger, audit, profile } = this.#parts
    if (scope === 'global') profile.audit.append(entry, () => profile.saveGuard(record))
    else audit.append(entry, () => ledger.saveGuard(record))
  }

  #gather(): void {
    this.#trips = [...this.#profile.trips, ...this.#account.trips]
    const states = { ...this.#profile.states, ...this.#account.states }
    this.#isNothingHeld = this.#trips.length === 0 && Object.keys(states).length === 0
  }
}

function withLatchedTrips(record: GuardRecord): GuardRecord {
  return { ...record, trips: record.trips.filter(({ setting }) => setting.isLatched) }
}
