import type { BreakerChange, BreakerName, BreakerSetting, Trip } from './breaker.ts'
import type { TradingScope, TradingStatus } from './trading-state.ts'

/** What equity is held against, as it stood at a time, in the account's currency. */
export interface EquityMarks {
  /** Unix ms. */
  readonly time: number
  readonly equity: number
  /** Within the window of equity-drop. */
  readonly highest: number
  readonly atMidnight: number
  /** The highest that there ever was. */
  readonly peak: number
  /** All that had been moved in by then, less what was moved out, by currency in decimals. */
  readonly moved: Readonly<Record<string, string>>
}

/** A way down that was begun and is not over: what is asked for beyond the halt, and of whom. */
export interface WindDown {
  readonly scope: TradingScope
  readonly cancels: boolean
  readonly flattens: boolean
  /** Unix ms. */
  readonly startedAt: number
  readonly reason: string
}

/** For whoever was not there to hear of it. */
export interface PastBreakerChange extends BreakerChange {
  /** By the account's clock. Unix ms. */
  readonly time: number
}

/** More than trip and heal while nobody listens. */
const CHANGES_KEPT_MAX = 50

/** What is to be remembered of that which guards trading, in each ledger and once for the whole profile. */
export interface GuardRecord {
  /** What persons have set for bots, or for all accounts. */
  readonly states: Readonly<Partial<Record<TradingScope, TradingStatus>>>
  readonly trips: readonly Trip[]
  /** The newest that breakers did, oldest first. */
  readonly changes: readonly PastBreakerChange[]
  /** Those that are not as they come. */
  readonly settings: Readonly<Partial<Record<BreakerName, BreakerSetting>>>
  /** Since when a breaker that was reset looks back, by `resetKey`. */
  readonly resets: Readonly<Record<string, number>>
  readonly marks: EquityMarks | null
  readonly windDowns: readonly WindDown[]
}

export const NOTHING_GUARDED: GuardRecord = {
  states: {},
  trips: [],
  changes: [],
  settings: {},
  resets: {},
  marks: null,
  windDowns: [],
}

export function withTrip(record: GuardRecord, trip: Trip): GuardRecord {
  return {
    ...record,
    trips: [...others(record, trip), trip],
    changes: remembered(record, { kind: 'tripped', trip, time: trip.since }),
  }
}

export function withoutTrip(record: GuardRecord, trip: Trip, time: number): GuardRecord {
  return {
    ...record,
    trips: others(record, trip),
    changes: remembered(record, { kind: 'healed', trip, time }),
  }
}

function others({ trips }: GuardRecord, { name, scope }: Trip): readonly Trip[] {
  return trips.filter((one) => one.name !== name || one.scope !== scope)
}

function remembered({ changes }: GuardRecord, change: PastBreakerChange) {
  return [...changes, change].slice(-CHANGES_KEPT_MAX)
}

export function resetKey(name: BreakerName, scope: TradingScope): string {
  return `${name} ${scope}`
}
