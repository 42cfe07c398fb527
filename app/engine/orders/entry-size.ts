import { shiftPrice } from '../../domain/price.ts'
import type { Result } from '../../domain/result.ts'
import type { RiskContext } from '../../risk/risk-rule.ts'
import { limitCeilings } from '../../risk/sizing/limit-ceilings.ts'
import type { SizeRequest } from '../../risk/sizing/position-sizer.ts'
import { type EntrySize, sizeEntry } from '../../risk/sizing/size-entry.ts'
import type { BudgetPart } from '../../risk/sizing/size-part.ts'
import { sizeTarget, type TargetSize, type WantedShare } from '../../risk/sizing/size-target.ts'
import type { BotRunner } from '../bot-runner.ts'

/** What a bot would buy at the price, or for a part of its budget, within what the account and the limits leave room for. */
export function entrySize(
  runner: BotRunner,
  context: RiskContext,
  part?: BudgetPart,
): Result<EntrySize, string> {
  return sizeEntry(runner.bot.sizing, requestOf(runner, context), part)
}

/** What it would have to trade to hold so much of its budget, within the same. */
export function targetSize(
  runner: BotRunner,
  context: RiskContext,
  wanted: WantedShare,
): Result<TargetSize, string> {
  return sizeTarget(runner.bot.sizing, requestOf(runner, context), wanted)
}

function requestOf(runner: BotRunner, context: RiskContext): SizeRequest {
  const { market, price, equity, freeCash, costRate } = context
  return {
    market,
    price,
    equity,
    freeCash,
    costRate,
    stopPrice: runner.stopAfter(shiftPrice(market, price, costRate, 'up')),
    averageTrueRange: runner.averageTrueRange(),
    ceilings: limitCeilings(context),
  }
}
