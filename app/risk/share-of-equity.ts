import { formatAmount, type Money, type Rate, ratioOf } from '../domain/amount.ts'
import { formatDecimal } from '../domain/decimal-text.ts'
import type { Result } from '../domain/result.ts'
import { type Bound, limitOf } from './effective-limits.ts'
import type { RiskContext } from './risk-rule.ts'

/** A rate counts units of 10^-8, so that it reads as a percentage with six decimals. */
const PERCENT_DECIMALS = 6

/** Why something would be too large a part of the equity, or nothing. */
export function shareFault(
  what: string,
  value: Result<Money, string>,
  bound: Bound<Rate> | null,
  { equity, currency }: Pick<RiskContext, 'equity' | 'currency'>,
): string | undefined {
  if (bound === null) return undefined
  if (!value.ok) return `${value.error}, so ${what} cannot be held against equity`
  if (equity <= 0) {
    return `equity is ${formatAmount(equity)} ${currency}, so there is nothing to take a share of`
  }
  const share = ratioOf(value.value, equity)
  if (share <= bound.value) return undefined
  return `${what} would be ${percentText(share)} % of equity and ${limitOf(bound)} is ${percentText(bound.value)} %`
}

/** In full: a share just above the limit must not read as if it were at it. */
export function percentText(share: Rate): string {
  return formatDecimal(share, PERCENT_DECIMALS)
}

/** The faults against the limits of the bot and of the account, as one text. */
export function faultsText(...faults: readonly (string | undefined)[]): string | undefined {
  if (faults.every((fault) => fault === undefined)) return undefined
  const said = faults.filter((fault) => fault !== undefined)
  return said.join('; ')
}
