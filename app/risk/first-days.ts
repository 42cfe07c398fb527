import { type Rate, rateFromPercent } from '../domain/amount.ts'

/** What one market, and all together, may hold in the first days of an account. Shares of equity. */
export interface FirstDays {
  readonly positionShareMax: Rate
  readonly exposureShareMax: Rate
}

const DAY_MS = 86_400_000
const STEPS = [
  { untilMs: 2 * DAY_MS, ...shares(5) },
  { untilMs: 4 * DAY_MS, ...shares(10) },
  { untilMs: 7 * DAY_MS, ...shares(25) },
] as const

/** The step of an account of this age; the same object for as long as it lasts. Null after the first week. */
export function firstDays(ageMs: number): FirstDays | null {
  for (const step of STEPS) if (ageMs < step.untilMs) return step
  return null
}

function shares(percent: number): FirstDays {
  return {
    positionShareMax: rateFromPercent(percent),
    exposureShareMax: rateFromPercent(percent * 2),
  }
}
