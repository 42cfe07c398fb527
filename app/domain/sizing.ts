import { type Money, type Quantity, type Rate, WHOLE } from './amount.ts'
import { multiplyDivide } from './exact-integer.ts'

/**
 * How much an entry buys. No kind knows how earlier trades ended, so that no size grows because of a loss: a martingale
 * cannot be set up. All of them are cut to what free cash and the limits allow.
 */
export type Sizing =
  | FixedAmount
  | FixedQuote
  | PercentOfEquity
  | RiskPercent
  | VolatilityTarget
  | Kelly

/** The same amount of the base currency each time. */
export interface FixedAmount {
  readonly kind: 'fixed-amount'
  readonly quantity: Quantity
}

/** For the same money each time. */
export interface FixedQuote {
  readonly kind: 'fixed-quote'
  readonly amount: Money
}

/** For a share of the equity. */
export interface PercentOfEquity {
  readonly kind: 'percent-of-equity'
  readonly share: Rate
}

/** So much that a share of the equity is lost when the bot's stop is hit, fees and slippage of both sides included. */
export interface RiskPercent {
  readonly kind: 'risk-percent'
  readonly share: Rate
}

/** So much that a move of `multiple` average true ranges is worth a share of the equity. */
export interface VolatilityTarget {
  readonly kind: 'volatility-target'
  readonly share: Rate
  /** Candles of the average. */
  readonly period: number
  readonly multiple: Rate
}

/** For a fraction of the share of the equity that Kelly's formula stakes, never above a cap. */
export interface Kelly {
  readonly kind: 'kelly'
  /** How many of the trades win. */
  readonly winRate: Rate
  /** What an average win brings for each unit that an average loss costs. */
  readonly payoffRatio: Rate
  readonly fraction: Rate
  readonly shareMax: Rate
}

/**
 * The share of the capital that grows it fastest in the long run: f = w − (1 − w) ÷ r, rounded down; zero or less where
 * the bets lose. J. L. Kelly, "A New Interpretation of Information Rate", Bell System Technical Journal, 1956.
 */
export function kellyShare({ winRate, payoffRatio }: Pick<Kelly, 'winRate' | 'payoffRatio'>): Rate {
  return (winRate - Number(multiplyDivide(WHOLE - winRate, WHOLE, payoffRatio, 'up'))) as Rate
}
