import { type Money, rateFromPercent } from '../domain/amount.ts'
import type { RiskLimits } from '../risk/risk-rule.ts'

/** Wide enough for an ordinary account, narrow enough to stop a slip. */
export const DEFAULT_RISK_LIMITS: RiskLimits = {
  notionalMax: 250_000_00000000 as Money,
  openOrdersMax: 10,
  positionShareMax: rateFromPercent(100),
}
