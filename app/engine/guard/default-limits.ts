import { type Money, rateFromPercent } from '../../domain/amount.ts'
import type { Mode } from '../../domain/mode.ts'
import { NO_LIMITS, type RiskLimits } from '../../domain/risk-limits.ts'

/** Of a simulated account for which nobody has set any: wide enough for an ordinary one, narrow enough to stop a slip. */
export const DEFAULT_RISK_LIMITS: RiskLimits = {
  ...NO_LIMITS,
  notionalMax: 250_000_00000000 as Money,
  positionShareMax: rateFromPercent(100),
  openOrdersMax: 10,
  ordersPerMinuteMax: 60,
  collarMax: rateFromPercent(10),
}

/**
 * The same at an exchange, where books are real: a bot that has got hold of a thin market, or of a connection that has died,
 * trades at any price. A modelled book has neither.
 */
export const EXCHANGE_RISK_LIMITS: RiskLimits = {
  ...DEFAULT_RISK_LIMITS,
  spreadMax: rateFromPercent(2),
  bookAgeMaxMs: 60_000,
  slippageMax: rateFromPercent(2),
}

/** Those of a new account that the window arms with real money: it begins with little of it. */
export const ARMED_RISK_LIMITS: RiskLimits = { ...EXCHANGE_RISK_LIMITS, startsSmall: true }

/** Those of an account for which nobody has set any. */
export function startingLimits(mode: Mode): RiskLimits {
  return mode === 'testnet' || mode === 'live' ? EXCHANGE_RISK_LIMITS : DEFAULT_RISK_LIMITS
}
