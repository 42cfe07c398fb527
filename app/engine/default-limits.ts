import { type Money, rateFromPercent } from '../domain/amount.ts'
import { NO_LIMITS, type RiskLimits } from '../domain/risk-limits.ts'

/** Of an account for which nobody has set any: wide enough for an ordinary one, narrow enough to stop a slip. */
export const DEFAULT_RISK_LIMITS: RiskLimits = {
  ...NO_LIMITS,
  notionalMax: 250_000_00000000 as Money,
  positionShareMax: rateFromPercent(100),
  openOrdersMax: 10,
  ordersPerMinuteMax: 60,
  collarMax: rateFromPercent(10),
}
