import type { Money, Rate } from './amount.ts'

/** Hours of a week in UTC: 0 is Sunday; `until` may be 24. */
export interface TradingHours {
  readonly days: readonly number[]
  readonly from: number
  readonly until: number
}

/** Assets that move together count as one. */
export interface AssetGroup {
  readonly name: string
  readonly assets: readonly string[]
  /** Of equity. */
  readonly shareMax: Rate
}

/** What one order may do; null where a level sets no limit. Shares are of equity, open profit and fees included. */
export interface RiskLimits {
  /** What an order is worth, in the account's currency; an exchange's own minimum counts as well. */
  readonly notionalMin: Money | null
  readonly notionalMax: Money | null
  /** Of one market: what is held, what open entries would add, and the order. */
  readonly positionShareMax: Rate | null
  /** All markets together. */
  readonly exposureShareMax: Rate | null
  /** All markets of one base asset together. */
  readonly assetShareMax: Rate | null
  readonly groups: readonly AssetGroup[]
  readonly openOrdersMax: number | null
  readonly ordersPerMinuteMax: number | null
  /** How far a price may be from the last trade and from the mark. */
  readonly collarMax: Rate | null
  /** Best ask over best bid, as a share of the mark. */
  readonly spreadMax: Rate | null
  readonly bookAgeMaxMs: number | null
  /** How much worse than the mark the book would fill a market order. */
  readonly slippageMax: Rate | null
  /** How long a bot stays out of a market after its stop was hit. */
  readonly stopCoolDownMs: number | null
  readonly allowedSymbols: readonly string[] | null
  readonly tradingHours: readonly TradingHours[] | null
  readonly isStopRequired: boolean
  /** In the first days of an account, positions may grow step by step only. */
  readonly startsSmall: boolean
  /** Of equity: cash that no entry may touch. */
  readonly reserveShare: Rate | null
  /** How long the same wish of the same bot counts as one. */
  readonly duplicateWindowMs: number | null
}

/** What somebody limits one order to, beside what its bot, the account and the profile are limited to. */
export type OrderLimits = Pick<RiskLimits, 'collarMax' | 'slippageMax'>

/** Who set a limit; what holds in an account's first days is set by nobody. Where several did, the strictest counts. */
export type LimitLevel = 'order' | 'bot' | 'account' | 'global' | 'first-days'

/** Where a limit is set for longer than one order. */
export type LimitScope = 'global' | 'account' | `bot:${string}`

export const NO_LIMITS: RiskLimits = {
  notionalMin: null,
  notionalMax: null,
  positionShareMax: null,
  exposureShareMax: null,
  assetShareMax: null,
  groups: [],
  openOrdersMax: null,
  ordersPerMinuteMax: null,
  collarMax: null,
  spreadMax: null,
  bookAgeMaxMs: null,
  slippageMax: null,
  stopCoolDownMs: null,
  allowedSymbols: null,
  tradingHours: null,
  isStopRequired: false,
  startsSmall: false,
  reserveShare: null,
  duplicateWindowMs: null,
}
