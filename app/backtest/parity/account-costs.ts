import { amountToFloat, type Rate, rateFromBasisPoints } from '../../domain/amount.ts'
import type { Fill } from '../../domain/fill.ts'
import { DEFAULT_PAPER_RULES, type PaperRules } from '../../exchanges/paper/paper-rules.ts'

const BPS = 10_000
/** Of a basis point: fees are rounded to their currency's last decimal, and no exchange sets them finer. */
const STEPS = 100

/**
 * The rules of paper trading with the fees that an account really paid, maker's and taker's: the median of its fills, which a
 * discount for a day does not move. Where it has no such fills, the usual fee.
 */
export function accountCosts(fills: readonly Fill[]): PaperRules {
  const paidAs = (liquidity: Fill['liquidity']) =>
    fills.filter((fill) => fill.liquidity === liquidity).flatMap(feeBpsOf)
  return {
    ...DEFAULT_PAPER_RULES,
    makerFee: medianRate(paidAs('maker')) ?? DEFAULT_PAPER_RULES.makerFee,
    takerFee: medianRate(paidAs('taker')) ?? DEFAULT_PAPER_RULES.takerFee,
  }
}

/** A rebate counts as no fee. */
function feeBpsOf({ feeInQuote, cost }: Fill): readonly number[] {
  if (cost <= 0) return []
  return [Math.max(0, (amountToFloat(feeInQuote) / amountToFloat(cost)) * BPS)]
}

function medianRate(basisPoints: readonly number[]): Rate | undefined {
  const middle = basisPoints.toSorted((a, b) => a - b)[Math.floor(basisPoints.length / 2)]
  return middle === undefined ? undefined : rateFromBasisPoints(Math.round(middle * STEPS) / STEPS)
}
