import type { AuditActor } from '../../domain/audit-entry.ts'
import type { BreakerName, BreakerSetting, BreakerSettings, Trip } from '../../domain/breaker.ts'
import { resetKey, withoutTrip, withTrip } from '../../domain/guard-record.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { botOfScope, scopeOfBot, type TradingScope } from '../../domain/trading-state.ts'
import { completeSettings } from '../../risk/all-breakers.ts'
import { type CircuitBreaker, readingInWords, tripReason } from '../../risk/circuit-breaker.ts'
import { breakerEntry } from './breaker-entry.ts'
import type { BreakerMeasures } from './breaker-measures.ts'
import type { GuardBook } from './guard-book.ts'

export interface BreakerDeskParts {
  /** Those that apply: one whose input there cannot be, such as the clock of a simulated exchange, is left out. */
  readonly breakers: readonly CircuitBreaker[]
  readonly guard: GuardBook
  readonly measures: BreakerMeasures
  readonly settings: BreakerSettings
  /** By the account's clock. */
  readonly now: () => number
  /** In force by now, and stored where that was possible. */
  readonly tripped: (trip: Trip) => void
  readonly healed: (trip: Trip) => void
}

const ON_MARKET: ReadonlySet<BreakerName> = new Set([
  'equity-drop',
  'daily-loss',
  'drawdown',
  'price-jump',
])

/** A breaker of one scope, and how it stands. */
interface Watch {
  readonly breaker: CircuitBreaker
  readonly scope: TradingScope
  /** Whose strategy and trades it looks at; nothing for those of the account and the process. */
  readonly botId: string | undefined
  setting: BreakerSetting
  trip: Trip | undefined
  /** Since when all has been well; NaN while it is not. */
  wellSince: number
}

/** A breaker as it stands, for whoever shows it. */
export interface WatchedBreaker {
  readonly breaker: CircuitBreaker
  readonly scope: TradingScope
  readonly setting: BreakerSetting
  readonly trip: Trip | undefined
  /** In the breaker's unit; NaN when it is not known. */
  readonly value: number
  readonly reading: string
}

/** Who wants a breaker reset, and why. */
export interface BreakerReset {
  readonly name: BreakerName
  readonly scope: TradingScope
  readonly reason: string
  readonly actor: AuditActor
}

/** Lets the breakers look, trips them, and lets them heal. A look allocates nothing while all is well. */
export class BreakerDesk {
  readonly #parts: BreakerDeskParts
  /** Of the account and of the process. */
  readonly #watches: Watch[] = []
  readonly #botWatches: Watch[] = []
  /** Asked before every order. */
  readonly #orderRate: Watch | undefined
  /** Asked about each candle, of which it judges nothing but that one. */
  readonly #lateCandle: Watch | undefined
  /** Those that a price alone can trip: all that is asked about at each candle while all is well. */
  readonly #marketWatches: Watch[] = []
  /** By bot. */
  readonly #strategies = new Map<string, Watch>()

  constructor(parts: BreakerDeskParts) {
    this.#parts = parts
    for (const breaker of parts.breakers) {
      if (breaker.level === 'bot') continue
      const watch = this.#newWatch(breaker, breaker.level)
      if (breaker.name === 'late-candle') this.#lateCandle = watch
      else this.#watches.push(watch)
      if (breaker.name === 'order-rate') this.#orderRate = watch
      if (ON_MARKET.has(breaker.name)) this.#marketWatches.push(watch)
    }
  }

  addBot(botId: string): void {
    for (const breaker of this.#parts.breakers) {
      if (breaker.level !== 'bot') continue
      const watch = this.#newWatch(breaker, scopeOfBot(botId))
      this.#botWatches.push(watch)
      if (breaker.name === 'strategy-failure') this.#strategies.set(botId, watch)
    }
  }

  #newWatch(breaker: CircuitBreaker, scope: TradingScope): Watch {
    const { guard, settings } = this.#parts
    const { name } = breaker
    const trip = guard.trips.find((one) => one.name === name && one.scope === scope)
    const botId = botOfScope(scope)
    return { breaker, scope, botId, setting: settings[name], trip, wellSince: Number.NaN }
  }

  /** Whether a bot is stopped when its strategy fails. */
  watches(botId: string): boolean {
    return this.#strategies.has(botId)
  }

  /** After everything that may have changed what they look at. Throws a `StoreError` when a trip cannot be stored. */
  check(): void {
    const { measures } = this.#parts
    const now = this.#parts.now()
    measures.passTime(now)
    for (let index = 0; index < this.#watches.length; index += 1) {
      const watch = this.#watches[index]
      if (watch !== undefined) this.#look(watch, now)
    }
    for (let index = 0; index < this.#botWatches.length; index += 1) {
      const watch = this.#botWatches[index]
      if (watch === undefined) continue
      this.#lookAtBot(watch, now)
      this.#look(watch, now)
    }
  }

  /**
   * After a candle or a price. Time alone makes nothing worse but the share of orders that are rejected, and heals what has
   * tripped: where there is either, all are looked at.
   */
  checkMarket(): void {
    const { guard, measures, now } = this.#parts
    if (guard.trips.length > 0 || measures.hasRejections) {
      this.check()
      return
    }
    const time = now()
    for (let index = 0; index < this.#marketWatches.length; index += 1) {
      const watch = this.#marketWatches[index]
      if (watch !== undefined) this.#look(watch, time)
    }
  }

  /** After each order, so that the next one of the same burst is held back. */
  checkOrderRate(): void {
    if (this.#orderRate !== undefined) this.#look(this.#orderRate, this.#parts.now())
  }

  /** After each evaluation, so that what a strategy took too long over is not followed. */
  checkStrategy(botId: string): void {
    const watch = this.#strategies.get(botId)
    if (watch === undefined) return
    const now = this.#parts.now()
    this.#lookAtBot(watch, now)
    this.#look(watch, now)
  }

  /** Why no bot may enter on the newest candle, or nothing. */
  lateness(): string | undefined {
    const watch = this.#lateCandle
    if (watch === undefined || watch.setting.action === 'warn') return undefined
    return tripReason(watch.breaker, this.#parts.measures.inputs, watch.setting)
  }

  #lookAtBot({ botId }: Watch, now: number): void {
    if (botId !== undefined) this.#parts.measures.lookAt(botId, now)
  }

  #look(watch: Watch, now: number): void {
    const { inputs } = this.#parts.measures
    const reason = tripReason(watch.breaker, inputs, watch.setting)
    if (watch.trip === undefined) {
      if (reason !== undefined) this.#trip(watch, reason, now)
    } else if (reason === undefined) this.#heal(watch, watch.trip, now)
    else if (isOfUnknown(watch.trip.setting, watch.setting) && this.#isKnown(watch)) {
      this.#trip(watch, reason, now)
    } else watch.wellSince = Number.NaN
  }

  #trip(watch: Watch, reason: string, now: number): void {
    const { breaker, scope } = watch
    const setting = this.#isKnown(watch) ? watch.setting : whileUnknown(watch.setting)
    const trip: Trip = { name: breaker.name, scope, reason, since: now, setting }
    watch.trip = trip
    watch.wellSince = Number.NaN
    this.#tighten(trip)
  }

  #isKnown({ breaker }: Watch): boolean {
    return !Number.isNaN(breaker.read(this.#parts.measures.inputs))
  }

  /**
   * Trips the breaker of a bot that cannot go on, until a person resets it where it is switched off: nothing else would say
   * so, nor let the bot begin anew.
   */
  botFailed(botId: string, reason: string): void {
    const watch = this.#strategies.get(botId)
    if (watch === undefined || watch.trip !== undefined) return
    const { breaker, scope } = watch
    const setting = watch.setting.isOn ? watch.setting : breaker.defaults
    const trip: Trip = { name: breaker.name, scope, reason, since: this.#parts.now(), setting }
    watch.trip = trip
    this.#tighten(trip)
  }

  #tighten(trip: Trip): void {
    const { guard, tripped } = this.#parts
    try {
      const entry = entryOf('engine', 'breaker tripped', trip)
      guard.tighten(trip.scope, entry, (record) => withTrip(record, trip))
    } finally {
      // What it asks for is done although the disk fails.
      tripped(trip)
    }
  }

  #heal(watch: Watch, trip: Trip, now: number): void {
    if (trip.setting.isLatched) return
    if (Number.isNaN(watch.wellSince)) watch.wellSince = now
    if (now < watch.wellSince + trip.setting.probeMs) return
    const { guard, healed } = this.#parts
    const entry = entryOf('engine', 'breaker healed', trip)
    guard.loosen(trip.scope, entry, (record) => withoutTrip(record, trip, now))
    watch.trip = undefined
    healed(trip)
  }

  /** What it looked back on is behind us; one whose reason is still there trips again at once. */
  reset({ name, scope, reason, actor }: BreakerReset): Result<null, Problem> {
    const trip = this.#parts.guard.trips.find((one) => one.name === name && one.scope === scope)
    if (reason.trim() === '') return failure(NO_REASON)
    if (trip === undefined) return failure(NOT_TRIPPED)
    const now = this.#parts.now()
    const entry = { actor, action: 'breaker reset', subject: subjectOf(trip), detail: reason }
    this.#parts.guard.loosen(scope, entry, (record) => ({
      ...withoutTrip(record, trip, now),
      resets: { ...record.resets, [resetKey(name, scope)]: now },
    }))
    this.#parts.measures.restart(name, botOfScope(scope))
    const watch = this.#find(name, scope)
    if (watch !== undefined) watch.trip = undefined
    this.#parts.healed(trip)
    this.check()
    const again = watch?.trip
    return again === undefined ? success(null) : failure(trippedAgain(again.reason))
  }

  /** Stored, and in force from the next look on. */
  change(name: BreakerName, setting: BreakerSetting, actor: AuditActor): void {
    const { guard, measures } = this.#parts
    const entry = breakerEntry({ name, before: this.settings[name], after: setting }, actor)
    guard.loosen('account', entry, (record) => ({
      ...record,
      settings: { ...record.settings, [name]: setting },
    }))
    measures.follow(this.settings)
    for (const watch of this.#all()) if (watch.breaker.name === name) watch.setting = setting
    this.check()
  }

  get settings(): BreakerSettings {
    return completeSettings(this.#parts.guard.record.settings)
  }

  /** How each of them stands now. */
  watched(): readonly WatchedBreaker[] {
    const { measures, now } = this.#parts
    const time = now()
    measures.passTime(time)
    return this.#all().map((watch) => {
      this.#lookAtBot(watch, time)
      const { breaker, scope, setting, trip } = watch
      const { inputs } = measures
      const value = breaker.read(inputs)
      return {
        breaker,
        scope,
        setting,
        trip,
        value,
        reading: readingInWords(breaker, inputs, setting),
      }
    })
  }

  #find(name: BreakerName, scope: TradingScope): Watch | undefined {
    return this.#all().find((watch) => watch.breaker.name === name && watch.scope === scope)
  }

  #all(): readonly Watch[] {
    const late = this.#lateCandle === undefined ? [] : [this.#lateCandle]
    return [...this.#watches, ...late, ...this.#botWatches]
  }
}

/** What cannot be judged holds entries back until it can; it is no reason to sell everything, nor to call somebody. */
function whileUnknown(setting: BreakerSetting): BreakerSetting {
  const action = setting.action === 'warn' ? 'warn' : 'reduce'
  return { ...setting, action, isLatched: false, probeMs: 0 }
}

/** Whether a trip was of what could not be judged, and asks for less than what is set. */
function isOfUnknown(tripped: BreakerSetting, set: BreakerSetting): boolean {
  const { action, isLatched, probeMs } = whileUnknown(set)
  const isLike =
    tripped.action === action && tripped.isLatched === isLatched && tripped.probeMs === probeMs
  return isLike && (set.action !== action || set.isLatched || set.probeMs !== probeMs)
}

function entryOf(actor: AuditActor, action: string, trip: Trip) {
  const detail = `${trip.reason} (${trip.setting.action}${trip.setting.isLatched ? ', latched' : ''})`
  return { actor, action, subject: subjectOf(trip), detail }
}

function subjectOf({ name, scope }: Pick<Trip, 'name' | 'scope'>): string {
  return `${name} of ${scope}`
}

const NO_REASON: Problem = {
  code: 'no-reason',
  message: 'A breaker is reset by somebody who says why.',
  action: 'Write down what was found, and what was done about it.',
}

const NOT_TRIPPED: Problem = {
  code: 'not-tripped',
  message: 'This breaker has not tripped, or has healed by itself.',
  action: '',
}

function trippedAgain(reason: string): Problem {
  return {
    code: 'tripped-again',
    message: `It was reset and has tripped again at once: ${reason}.`,
    action: 'Find out why first, or change what the breaker is set to.',
  }
}
