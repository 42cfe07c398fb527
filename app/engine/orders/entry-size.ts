import { shiftPrice } from '../../domain/price.ts'
import type { Result } from '../../domain/result.ts'
import type { RiskContext } from '../../risk/risk-rule.ts'
import { limitCeilings } from '../../risk/sizing/limit-ceilings.ts'
import { type EntrySize, sizeEntry } from '../../risk/sizing/size-entry.ts'
import type { BudgetPart } from '../../risk/sizing/size-part.ts'
import type { BotRunner } from '../bot-runner.ts'

/** What a bot would buy at the price, or for a part of its budget, within what the account and the limits leave room for. */
export function entrySize(
  runner: BotRunner,
  context: RiskContext,
  part?: BudgetPart,
): Result<EntrySize, string> {
  const { market, price, equity, freeCash, costRate } = context
  const request = {
    market,
    price,
    equity,
    freeCash,
    costRate,
    stopPrice: runner.stopAfter(shiftPrice(market, price, costRate, 'up')),
    averageTrueRange: runner.averageTrueRange(),
    ceilings: limitCeilings(context),
  }
  return sizeEntry(runner.bot.sizing, request, part)
}
