import type { BreakerName, BreakerSetting, Trip } from './breaker.ts'
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

/** What is to be remembered of that which guards trading, in each ledger and once for the whole profile. */
export interface GuardRecord {
  /** What persons have set for bots, or for all accounts. */
  readonly states: Readonly<Partial<Record<TradingScope, TradingStatus>>>
  readonly trips: readonly Trip[]
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
  settings: {},
  resets: {},
  marks: null,
  windDowns: [],
}

export function resetKey(name: BreakerName, scope: TradingScope): string {
  return `${name} ${scope}`
}
