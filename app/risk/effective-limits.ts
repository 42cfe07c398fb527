import type { Money, Rate } from '../domain/amount.ts'
import type { AssetGroup, LimitLevel, RiskLimits, TradingHours } from '../domain/risk-limits.ts'

/** A limit with who set it. */
export interface Bound<Value> {
  readonly value: Value
  readonly level: LimitLevel
}

/** Limits on what is counted or held together: each level's against what that level has. */
export interface TotalLimits {
  readonly positionShareMax: Bound<Rate> | null
  readonly exposureShareMax: Bound<Rate> | null
  readonly assetShareMax: Bound<Rate> | null
  readonly groups: readonly Bound<AssetGroup>[]
  readonly openOrdersMax: Bound<number> | null
  readonly ordersPerMinuteMax: Bound<number> | null
}

/** What counts for the orders of one bot, or of the hand: of several levels the strictest. Null where none set a limit. */
export interface EffectiveLimits {
  readonly notionalMin: Bound<Money> | null
  readonly notionalMax: Bound<Money> | null
  readonly collarMax: Bound<Rate> | null
  readonly spreadMax: Bound<Rate> | null
  readonly bookAgeMaxMs: Bound<number> | null
  readonly slippageMax: Bound<Rate> | null
  readonly stopCoolDownMs: Bound<number> | null
  /** Of every level that names any: a market has to be in all of them. */
  readonly allowedSymbols: readonly Bound<readonly string[]>[]
  readonly tradingHours: readonly Bound<readonly TradingHours[]>[]
  readonly stopRequiredBy: LimitLevel | null
  readonly reserveShare: Bound<Rate> | null
  readonly duplicateWindowMs: Bound<number> | null
  /** Against what the bot alone holds and does. */
  readonly own: TotalLimits
  /** The account's and the profile's, against what the whole account holds and does. */
  readonly account: TotalLimits
}

type Level = readonly [LimitLevel, Partial<RiskLimits>]

/** Merges the limits of all levels; done when one changes, not when an order is reviewed. */
export function effectiveLimits(
  limits: Readonly<Partial<Record<LimitLevel, Partial<RiskLimits>>>>,
): EffectiveLimits {
  // Of two that are as strict as each other, the one nearer to the order is named.
  const levels = (['order', 'bot', 'account', 'global', 'first-days'] as const).flatMap(
    (level): Level[] => {
      const set = limits[level]
      return set === undefined ? [] : [[level, set]]
    },
  )
  return {
    notionalMin: largest(levels, 'notionalMin'),
    notionalMax: smallest(levels, 'notionalMax'),
    collarMax: smallest(levels, 'collarMax'),
    spreadMax: smallest(levels, 'spreadMax'),
    bookAgeMaxMs: smallest(levels, 'bookAgeMaxMs'),
    slippageMax: smallest(levels, 'slippageMax'),
    stopCoolDownMs: largest(levels, 'stopCoolDownMs'),
    allowedSymbols: every(levels, 'allowedSymbols'),
    tradingHours: every(levels, 'tradingHours'),
    stopRequiredBy: levels.find(([, { isStopRequired }]) => isStopRequired === true)?.[0] ?? null,
    reserveShare: largest(levels, 'reserveShare'),
    duplicateWindowMs: largest(levels, 'duplicateWindowMs'),
    own: totals(levels.filter(([level]) => level === 'bot')),
    account: totals(levels.filter(([level]) => level !== 'order' && level !== 'bot')),
  }
}

function totals(levels: readonly Level[]): TotalLimits {
  return {
    positionShareMax: smallest(levels, 'positionShareMax'),
    exposureShareMax: smallest(levels, 'exposureShareMax'),
    assetShareMax: smallest(levels, 'assetShareMax'),
    groups: levels.flatMap(([level, { groups = [] }]) => groups.map((value) => ({ value, level }))),
    openOrdersMax: smallest(levels, 'openOrdersMax'),
    ordersPerMinuteMax: smallest(levels, 'ordersPerMinuteMax'),
  }
}

/** The limits that are numbers; amounts of money may be bigints, which compare with numbers. */
type Numeric = {
  [Name in keyof RiskLimits]: RiskLimits[Name] extends number | bigint | null ? Name : never
}[keyof RiskLimits]
type BoundOf<Name extends keyof RiskLimits> = Bound<NonNullable<RiskLimits[Name]>>

function smallest<Name extends Numeric>(
  levels: readonly Level[],
  name: Name,
): BoundOf<Name> | null {
  return strictest(levels, name, (one, other) => one < other)
}

function largest<Name extends Numeric>(levels: readonly Level[], name: Name): BoundOf<Name> | null {
  return strictest(levels, name, (one, other) => one > other)
}

function strictest<Name extends Numeric>(
  levels: readonly Level[],
  name: Name,
  isStricter: (one: number | bigint, other: number | bigint) => boolean,
): BoundOf<Name> | null {
  let found: BoundOf<Name> | null = null
  for (const bound of every(levels, name)) {
    if (found === null || isStricter(bound.value, found.value)) found = bound
  }
  return found
}

function every<Name extends keyof RiskLimits>(
  levels: readonly Level[],
  name: Name,
): readonly BoundOf<Name>[] {
  return levels.flatMap(([level, limits]) => {
    const value = limits[name]
    return value === undefined || value === null ? [] : [{ value, level }]
  })
}

/** Whose limit it is, as refusals say it: "the account's limit". */
export function limitOf({ level }: Pick<Bound<unknown>, 'level'>): string {
  return LIMIT_OF[level]
}

const LIMIT_OF: Readonly<Record<LimitLevel, string>> = {
  order: "this order's limit",
  bot: "the bot's limit",
  account: "the account's limit",
  global: 'the limit of all accounts',
  'first-days': "the limit of the account's first days",
}
