import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import type { BacktestCosts, BacktestWish } from '../../app/contract/research.ts'
import { type Rate, rateFromPercent } from '../../app/domain/amount.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { NO_LIMITS } from '../../app/domain/risk-limits.ts'
import { botFromSetup } from '../../app/engine/session/account-definition.ts'
import { startingBalanceFrom } from '../../app/engine/session/setup-problems.ts'
import type { PaperRules } from '../../app/exchanges/paper/paper-rules.ts'
import { findStrategy } from '../../app/strategy/strategy-catalog.ts'
import type { TestedCandles } from './tested-candles.ts'

/** A purchase of all that there is is cut to what cash pays for when it fills. */
const NO_RESERVE = 0 as Rate

/** What is to be run, or why it cannot be. On every market, the same bot trades under an id of its own. */
export function backtestRequest(
  { bot, cash, costs }: BacktestWish,
  { main, others, finer }: TestedCandles,
): Result<BacktestRequest, Problem> {
  const parameters = findStrategy(bot.strategyId)?.parameters.safeParse(bot.parameters)
  if (!parameters?.success) return failure(badParameters(parameters?.error.issues[0]?.message))
  const balance = startingBalanceFrom(cash)
  if (!balance.ok) return balance
  const { market, timeframe, candles } = main
  return success({
    ...{ market, timeframe },
    candles: CandleColumns.of(candles),
    bots: [main, ...others].map((supply, index) => ({
      ...botFromSetup(bot, supply.market.symbol, timeframe),
      id: `bot${index + 1}`,
    })),
    cash: balance.value,
    warmUp: 0,
    rules: rulesOf(costs),
    costRate: NO_RESERVE,
    limits: NO_LIMITS,
    others: others.map((other) => ({
      market: other.market,
      candles: CandleColumns.of(other.candles),
    })),
    ...(finer === null ? {} : { finer: finer.candles }),
  })
}

function rulesOf(costs: BacktestCosts): PaperRules {
  const { feePercent, makerFeePercent, spreadPercent, slippagePercent, volumePercent } = costs
  return {
    makerFee: rateFromPercent(makerFeePercent ?? feePercent),
    takerFee: rateFromPercent(feePercent),
    halfSpread: Math.round(rateFromPercent(spreadPercent) / 2) as Rate,
    slippage: rateFromPercent(slippagePercent),
    latencyMs: costs.latencySeconds * 1_000,
    volumeShareMax: volumePercent === null ? null : rateFromPercent(volumePercent),
  }
}

function badParameters(reason = 'there is no such strategy'): Problem {
  return {
    code: 'bad-parameters',
    message: `The bot cannot run with these numbers: ${reason}.`,
    action: 'Correct the marked fields.',
  }
}
