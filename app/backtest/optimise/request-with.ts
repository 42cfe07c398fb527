import type { StrategyParameters } from '../../strategy/strategy.ts'
import type { BacktestRequest } from '../run-backtest.ts'

/** With these parameters for every bot of the searched strategy, which is the first bot's; others keep their own. */
export function withParameters(
  request: BacktestRequest,
  parameters: StrategyParameters,
): BacktestRequest {
  const searched = request.bots[0]?.strategyId
  const bots = request.bots.map((bot) =>
    bot.strategyId === searched ? { ...bot, parameters } : bot,
  )
  return { ...request, bots }
}
