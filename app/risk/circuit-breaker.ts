import type { BreakerName, BreakerSetting, BreakerUnit } from '../domain/breaker.ts'

/**
 * What the breakers look at: one object, reused for every look. NaN is what should be known and is not: the breaker that
 * needs it trips. Money and prices are floats of the quote currency here: they are compared, and never booked.
 */
export interface BreakerInputs {
  /** Now, and the highest within the window of equity-drop, since the last midnight UTC began, and ever. */
  equity: number
  equityHighest: number
  equityAtMidnight: number
  equityPeak: number
  /** Of the bot that is looked at, within the window of loss-streak. */
  lossesInARow: number
  /** Of the bot that is looked at: how long its strategy took, and infinite when it threw. */
  evaluationMs: number
  /** Orders that the exchange answered within the window of reject-rate, and how many of them it rejected. */
  answered: number
  rejected: number
  /** How long nobody has known what became of an order; 0 while all is known. */
  unresolvedMs: number
  openDrifts: number
  /** How long the market's data has not been current; 0 while it is. */
  staleMs: number
  /** How long ago the candle closed that is looked at, and how long it lasted. */
  lateMs: number
  candleMs: number
  /** The exchange's clock minus ours. */
  clockOffsetMs: number
  /** Of the prices within the window of price-jump. */
  priceLowest: number
  priceHighest: number
  /** The best of the book. */
  bid: number
  ask: number
  /** Within the window of order-rate. */
  ordersSent: number
  /** Since the store last took what it was given. */
  failedWrites: number
  memoryMiB: number
  eventLoopDelayMs: number
}

/** For one bot, for the account, or for the whole process. */
export type BreakerLevel = 'bot' | 'account' | 'global'

/** What the whole may do. One reading against one threshold; which of them count, and what a trip does, is a setting. */
export interface CircuitBreaker {
  readonly name: BreakerName
  readonly level: BreakerLevel
  readonly unit: BreakerUnit
  readonly defaults: BreakerSetting
  /** What has happened, which a reset puts behind us; otherwise how things are, which a reset does not change. */
  readonly looksBack: boolean
  /** In its unit; it trips where the threshold is reached. NaN when an input is missing. */
  read(inputs: Readonly<BreakerInputs>): number
  /**
   * Whether the reading has reached the threshold, or is missing. Each has it written out, although it is the same for all:
   * a number that another function hands over takes memory, at every candle.
   */
  isReached(inputs: Readonly<BreakerInputs>, setting: BreakerSetting): boolean
  /** The reading in words: "12 % below the highest equity of the last 1 h". */
  say(inputs: Readonly<BreakerInputs>, setting: BreakerSetting): string
}

/** Why a breaker trips, or nothing. Allocates nothing while all is well. */
export function tripReason(
  breaker: CircuitBreaker,
  inputs: Readonly<BreakerInputs>,
  setting: BreakerSetting,
): string | undefined {
  if (!setting.isOn) return undefined
  if (!breaker.isReached(inputs, setting)) return undefined
  return readingInWords(breaker, inputs, setting)
}

export function readingInWords(
  breaker: CircuitBreaker,
  inputs: Readonly<BreakerInputs>,
  setting: BreakerSetting,
): string {
  return Number.isNaN(breaker.read(inputs))
    ? 'what is needed to judge it is not known'
    : breaker.say(inputs, setting)
}
