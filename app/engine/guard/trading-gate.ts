import type { AuditActor } from '../../domain/audit-entry.ts'
import { stateAskedFor, type Trip } from '../../domain/breaker.ts'
import {
  isStricter,
  scopeOfBot,
  type TradingScope,
  type TradingState,
  type TradingStatus,
} from '../../domain/trading-state.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { LedgerStore } from '../../ports/ledger-store.ts'
import type { FeedStatus } from '../../ports/market-feed.ts'
import type { GuardBook } from './guard-book.ts'

export interface GateParts {
  readonly clock: Clock
  readonly ledger: Pick<LedgerStore, 'saveTradingStatus'>
  readonly audit: AuditLog
  readonly guard: GuardBook
  /** What a person, or a failing store, has set the account to. */
  readonly status: TradingStatus
  /** Why the breakers cannot judge yet, or nothing. */
  readonly unjudged: () => string | undefined
  /** Why no bot may enter on the newest candle, or nothing. */
  readonly lateness: () => string | undefined
  /** What a kill switch holds that is in use and not done. */
  readonly windingDown: (scope: TradingScope) => TradingStatus | undefined
  /** Some way down is under way, or was. */
  readonly hasWindDowns: () => boolean
}

/** Somebody wants another trading state. */
export interface StateWish {
  readonly scope: TradingScope
  readonly state: TradingState
  readonly reason: string
  readonly actor: AuditActor
}

/**
 * Whether anything may be sent now, and why not: the market's state, and the strictest of what persons, breakers and the
 * kill switch hold for a bot, its account and the profile.
 */
export class TradingGate {
  readonly #parts: GateParts
  #account: TradingStatus
  #feed: FeedStatus = { state: 'connecting', message: '' }
  /** Why our record cannot be relied on now; nothing once it was held against the exchange's. */
  #unreconciled: string | undefined = 'the account is not reconciled yet'

  constructor(parts: GateParts) {
    this.#parts = parts
    this.#account = parts.status
  }

  /** Of the account: nothing in it may do more. */
  get status(): TradingStatus {
    return this.#isAccountAll ? this.#account : this.#strictest()
  }

  /** Nothing but the account's own state could hold anybody: mostly so. */
  get #isAccountAll(): boolean {
    return this.#parts.guard.isNothingHeld && !this.#parts.hasWindDowns()
  }

  /** Of a bot: the strictest of its own and the account's. */
  statusOf(botId: string): TradingStatus {
    return this.#isAccountAll ? this.#account : this.#strictest(scopeOfBot(botId))
  }

  /** What a person has set, whatever breakers ask for. */
  stateOf(scope: TradingScope): TradingState {
    if (scope === 'account') return this.#account.state
    return this.#parts.guard.state(scope)?.state ?? 'active'
  }

  #strictest(bot?: TradingScope): TradingStatus {
    const { guard, windingDown } = this.#parts
    let strictest = stricter(this.#account, guard.state('global'))
    if (bot !== undefined) strictest = stricter(strictest, guard.state(bot))
    for (const trip of guard.trips) {
      if (trip.scope === 'global' || trip.scope === 'account' || trip.scope === bot) {
        strictest = stricter(strictest, heldBy(trip))
      }
    }
    strictest = stricter(strictest, windingDown('account'))
    return bot === undefined ? strictest : stricter(strictest, windingDown(bot))
  }

  get feed(): FeedStatus {
    return this.#feed
  }

  feedChanged(status: FeedStatus): void {
    this.#feed = status
  }

  /** False while candles are late, missing or being caught up. */
  get isMarketCurrent(): boolean {
    return this.#feed.state === 'running' || this.#feed.state === 'finished'
  }

  /** Our record was held against the exchange's, and all of its questions were answered. */
  reconciled(): void {
    this.#unreconciled = undefined
  }

  /** Nothing is sent until our record was held against the exchange's again. */
  unreconciled(reason: string): void {
    this.#unreconciled = reason
  }

  get isReconciled(): boolean {
    return this.#unreconciled === undefined
  }

  /** Why a bot may send nothing on the newest candle, or nothing. */
  blocked(kind: 'enter' | 'exit', botId: string): string | undefined {
    const closed = this.closed(kind, botId)
    if (closed !== undefined || kind === 'exit') return closed
    if (!this.isMarketCurrent) return 'the market data is not current: waiting until it is'
    return this.#parts.lateness()
  }

  /** Why nothing may be sent at all now, or nothing: a person need not wait for a candle that the breakers like. */
  closed(kind: 'enter' | 'exit', botId?: string): string | undefined {
    if (this.#unreconciled !== undefined) return this.#unreconciled
    const { state, reason } = botId === undefined ? this.status : this.statusOf(botId)
    if (state === 'halted') return `trading is halted: ${reason}`
    if (kind === 'exit') return undefined
    return state === 'reducing' ? `only reducing: ${reason}` : this.#parts.unjudged()
  }

  /**
   * What is stricter is in force at once, then stored: a halt does not wait for a disk. What lets more through is stored
   * first. Throws when the store fails.
   */
  setState({ scope, state, reason, actor }: StateWish): void {
    const before = this.stateOf(scope)
    const status = { state, reason, since: this.#parts.clock.now() }
    const detail = `from ${before} to ${state}: ${reason}`
    const entry = { actor, action: 'trading state changed', subject: scope, detail }
    if (scope !== 'account') {
      const { guard } = this.#parts
      const change = isStricter(before, state) ? guard.loosen : guard.tighten
      change.call(guard, scope, entry, (record) => ({
        ...record,
        states: { ...record.states, [scope]: status },
      }))
      return
    }
    const { audit, ledger } = this.#parts
    if (!isStricter(before, state)) this.#account = status
    audit.append(entry, () => ledger.saveTradingStatus(status))
    this.#account = status
  }

  /** Halts because something is broken; stored if that is still possible, so that it survives a restart too. */
  fail(reason: string): void {
    this.#feed = { state: 'failed', message: reason }
    try {
      this.setState({ scope: 'account', state: 'halted', reason, actor: 'engine' })
    } catch {
      const warning = 'The halt itself could not be stored either: it ends when Cryptobot does.'
      this.#account = { ...this.#account, reason: `${reason} ${warning}` }
    }
  }
}

function stricter(one: TradingStatus, other: TradingStatus | undefined): TradingStatus {
  return other !== undefined && isStricter(other.state, one.state) ? other : one
}

function heldBy({ name, reason, since, setting }: Trip): TradingStatus {
  const state = stateAskedFor(setting.action)
  return { state, reason: `the breaker ${name} has tripped: ${reason}`, since }
}
